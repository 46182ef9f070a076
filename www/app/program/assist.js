// Completion and hover, from the JSON Schema that the engine's own types give.
import { syntaxTree } from '@codemirror/language';
import { hoverTooltip } from '@codemirror/view';
import { describe, fieldsAt, opening, schemasAt, wordsAt } from './schema.js';

const textOf = (state, node) => state.sliceDoc(node.from, node.to);

/** The text of a JSON string, also of one that is not closed yet. */
function unquoted(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text.replace(/^"/, '').replace(/"$/, '');
  }
}

const nameOf = (state, property) => {
  const name = property.getChild('PropertyName');
  return name ? unquoted(textOf(state, name)) : null;
};

/** Keys and places from the root down to a node. */
function pathTo(state, node) {
  const path = [];
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (at.name === 'Property') path.unshift(nameOf(state, at));
    else if (parent.name === 'Array' && at.name !== '[' && at.name !== ']') {
      let place = 0;
      for (let before = at.prevSibling; before; before = before.prevSibling) if (!/^[[\],⚠]$/.test(before.name)) place += 1;
      path.unshift(place);
    }
  }
  return path;
}

const up = (node, names) => {
  let at = node;
  while (at && !names.includes(at.name)) at = at.parent;
  return at;
};

/** A source of completions for @codemirror/autocomplete. */
export function completionFrom(schema) {
  return (context) => {
    const { state, pos, explicit } = context;
    const node = syntaxTree(state).resolveInner(pos, -1);
    const from = startOf(context);
    if (!explicit && from === pos) return null;
    const property = up(node, ['Property', 'Object', 'Array']);
    const colon = property?.name === 'Property' && isBehindColon(state, property, from);
    if (property?.name === 'Array' || colon) return { from, options: valueOptions(schema, valuePath(state, property)) };
    const object = up(node, ['Object']);
    if (!object) return null;
    return { from, options: nameOptions(schema, state, object, property) };
  };
}

/** Where what is being typed starts: at its quotation mark, or as a bare word. */
function startOf({ state, pos }) {
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from).replaceAll(/\\./g, '__');
  const marks = before.split('"').length - 1;
  return marks % 2 === 1 ? line.from + before.lastIndexOf('"') : pos - /[\w.-]*$/.exec(before)[0].length;
}

function isBehindColon(state, property, from) {
  const name = property.getChild('PropertyName');
  return name !== null && state.sliceDoc(name.to, from).includes(':');
}

function valuePath(state, property) {
  // Which place in a list does not matter: all its values are of one kind.
  return property.name === 'Property' ? pathTo(state, property) : [...pathTo(state, property), 0];
}

function valueOptions(schema, path) {
  return [...wordsAt(schema, path)].map(([word, info]) => ({
    label: JSON.stringify(word),
    type: 'constant',
    ...(info && { info }),
    apply: (view, { label }, from, to) => write(view, from, endOf(view.state, from, to), label),
  }));
}

function nameOptions(schema, state, object, current) {
  const present = new Set(object.getChildren('Property').filter((one) => one.from !== current?.from).map((one) => nameOf(state, one)));
  return [...fieldsAt(schema, pathTo(state, object))]
    .filter(([name]) => !present.has(name))
    .map(([name, field]) => ({
      label: JSON.stringify(name),
      type: 'property',
      info: describe(schema, field),
      apply: (view, _completion, from, to) => applyName(view, name, opening(schema, field), from, to),
    }));
}

/** Writes the name with a start of its value, and puts the cursor where the value goes on. */
function applyName(view, name, start, from, typed) {
  const to = endOf(view.state, from, typed);
  const behind = view.state.sliceDoc(to, to + 20);
  const hasColon = /^\s*:/.test(behind);
  const insert = hasColon ? JSON.stringify(name) : `${JSON.stringify(name)}: ${start}`;
  const anchor = from + insert.length - (hasColon || start === '' ? 0 : 1);
  write(view, from, to, insert, anchor);
}

/** Behind the quotation mark that closes what is being typed, where there is one already. */
const endOf = (state, from, to) => (state.sliceDoc(from, from + 1) === '"' && state.sliceDoc(to, to + 1) === '"' ? to + 1 : to);

const write = (view, from, to, insert, anchor = from + insert.length) =>
  view.dispatch({ changes: { from, to, insert }, selection: { anchor }, userEvent: 'input.complete' });

/** A tooltip with what the field under the pointer does. */
export const hoverFrom = (schema) =>
  hoverTooltip((view, pos) => {
    const node = syntaxTree(view.state).resolveInner(pos, 1);
    if (node.name !== 'PropertyName') return null;
    const path = pathTo(view.state, node.parent);
    const text = schemasAt(schema, path).map((one) => describe(schema, one)).find(Boolean);
    if (!text) return null;
    return { pos: node.from, end: node.to, above: true, create: () => ({ dom: tooltip(path.at(-1), text) }) };
  });

function tooltip(name, text) {
  const dom = document.createElement('div');
  dom.className = 'cm-about';
  const title = document.createElement('strong');
  title.textContent = name;
  dom.append(title, text);
  return dom;
}
