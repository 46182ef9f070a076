// The editor in the page's own colours. Colours are custom properties, which reach into the shadow root; images
// are replaced, since the page's policy allows none from data: addresses.
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const wavy = (colour) => ({ backgroundImage: 'none', textDecoration: `underline wavy ${colour} 1px`, textUnderlineOffset: '3px' });
const dot = (colour) => ({ content: '""', width: '10px', height: '10px', borderRadius: '5px', marginTop: '6px', backgroundColor: colour });

export const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '14px' },
  // The frame around the whole editor shows the focus.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { padding: '12px 0', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': { color: 'var(--ink-2)', backgroundColor: 'var(--surface)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'var(--wash)' },
  '.cm-activeLineGutter': { color: 'var(--ink)', backgroundColor: 'var(--wash)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--selection)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
  '.cm-foldPlaceholder': { color: 'var(--ink-2)', backgroundColor: 'var(--wash)', border: '1px solid var(--line)' },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line-strong)',
    borderRadius: '8px',
    boxShadow: 'var(--lift)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { maxHeight: '18em', borderRadius: '8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '6px 10px', fontFamily: 'var(--mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { color: 'var(--on-accent)', backgroundColor: 'var(--accent)' },
  '.cm-completionIcon': { display: 'none' },
  '.cm-completionDetail': { opacity: '0.85', fontStyle: 'normal', marginLeft: '1em' },
  '.cm-tooltip.cm-completionInfo': { padding: '10px 12px', maxWidth: '320px', fontFamily: 'var(--sans)', lineHeight: '1.45' },
  '.cm-about': { padding: '10px 12px', maxWidth: '360px', fontFamily: 'var(--sans)', lineHeight: '1.45' },
  '.cm-about strong': { display: 'block', fontFamily: 'var(--mono)', fontWeight: '600' },
  '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--wash)', borderColor: 'var(--line)' },
  '.cm-textfield, .cm-button': { color: 'var(--ink)', backgroundColor: 'var(--surface)', backgroundImage: 'none', border: '1px solid var(--line-strong)' },
  '.cm-searchMatch': { backgroundColor: 'var(--gold-soft)', outline: '1px solid var(--gold)' },
  '.cm-lintRange-error': wavy('var(--bad)'),
  '.cm-lintRange-warning': wavy('var(--gold)'),
  '.cm-lintRange-info': wavy('var(--ink-2)'),
  '.cm-lint-marker-error': dot('var(--bad)'),
  '.cm-lint-marker-warning': dot('var(--gold)'),
  '.cm-lint-marker-info': dot('var(--ink-2)'),
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--bad)' },
  '.cm-diagnostic': { padding: '8px 12px', fontFamily: 'var(--sans)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--gold)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--line-strong)' },
});

export const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--code-name)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--code-number)', fontWeight: '600' },
  { tag: [tags.separator, tags.brace, tags.squareBracket], color: 'var(--ink-2)' },
]);
