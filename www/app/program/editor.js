// CodeMirror in a shadow root, where its styles are allowed by the page's policy.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, redo, undo } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { completionFrom, hoverFrom } from './assist.js';
import { loadSchema } from './schema.js';
import { colours, theme } from './theme.js';

/**
 * Typing over a selection: left to itself, the browser carries the look of the old text over in a style attribute,
 * which the page's policy refuses. So the editor makes that change.
 */
const overSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== 'insertText' || !event.data || empty || view.composing) return false;
    event.preventDefault();
    const change = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    const taken = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, event.data, change));
    if (!taken) view.dispatch(change());
    return true;
  },
});

/**
 * @param {{ host: HTMLElement, text: string, onChange: (text: string) => void }} given
 */
export async function createEditor({ host, text, onChange }) {
  const schema = await loadSchema();
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const parent = document.createElement('div');
  parent.style.height = '100%';
  root.append(parent);

  const view = new EditorView({
    root,
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        foldGutter({ openText: '▾', closedText: '▸' }),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        indentUnit.of('  '),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        json(),
        syntaxHighlighting(colours),
        autocompletion({ override: schema ? [completionFrom(schema)] : [], icons: false }),
        schema ? hoverFrom(schema) : [],
        // Tab is left to the browser: whoever comes in by keyboard must get out again.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
        overSelection,
        EditorView.contentAttributes.of({ 'aria-label': 'Program document, JSON', tabindex: '0', spellcheck: 'false', autocapitalize: 'off' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
        matchMedia('(max-width: 700px)').matches ? EditorView.lineWrapping : [],
        theme,
      ],
    }),
  });

  /** The offset of a line and a column that counts characters. */
  function offsetOf({ line = 1, column = 1 }) {
    const found = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
    const before = [...found.text].slice(0, column - 1).join('');
    return Math.min(found.from + before.length, found.to);
  }

  /** To the end of the value or name that starts there. */
  function endOf(from) {
    const rest = view.state.doc.lineAt(from).text.slice(from - view.state.doc.lineAt(from).from);
    const token = /^("(?:[^"\\]|\\.)*"|[^\s,:{}[\]]+|.)/.exec(rest)?.[0] ?? '';
    return from + token.length;
  }

  return {
    view,
    undo: () => undo(view),
    redo: () => redo(view),
    /** Puts another document in, as one change that can be undone. */
    replace(changed) {
      if (changed === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: changed }, selection: { anchor: 0 }, scrollIntoView: true });
    },
    goTo(place) {
      const at = offsetOf(place);
      view.dispatch({ selection: { anchor: at, head: endOf(at) }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    mark(problems) {
      const diagnostics = problems
        .filter(({ line }) => line)
        .map(({ severity, message, help, ...place }) => {
          const from = offsetOf(place);
          return { from, to: endOf(from), severity: severity === 'advice' ? 'info' : severity, message: help ? `${message}; ${help}` : message };
        });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
  };
}
