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
    const typed = context.matchBefore(/"[^"\n]*|[\w.-]+/);
    if (!explicit && !typed) return null;
    const from = typed?.from ?? pos;
    const to = state.sliceDoc(pos, pos + 1) === '"' && typed?.text.startsWith('"') ? pos + 1 : pos;
    const property = up(node, ['Property', 'Object', 'Array']);
    const colon = property?.name === 'Property' && isBehindColon(state, property, from);
    if (property?.name === 'Array' || colon) return { from, to, filter: true, options: valueOptions(schema, valuePath(state, property, node)) };
    const object = up(node, ['Object']);
    if (!object) return null;
    return { from, to, filter: true, options: nameOptions(schema, state, object, property) };
  };
}

function isBehindColon(state, property, from) {
  const name = property.getChild('PropertyName');
  return name !== null && state.sliceDoc(name.to, from).includes(':');
}

function valuePath(state, property, node) {
  if (property.name === 'Property') return pathTo(state, property);
  return [...pathTo(state, property), node === property ? 0 : 0];
}

function valueOptions(schema, path) {
  return [...wordsAt(schema, path)].map(([word, info]) => ({
    label: JSON.stringify(word),
    type: 'constant',
    ...(info && { info }),
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
function applyName(view, name, start, from, to) {
  const behind = view.state.sliceDoc(to, to + 20);
  const hasColon = /^\s*:/.test(behind);
  const insert = hasColon ? JSON.stringify(name) : `${JSON.stringify(name)}: ${start}`;
  const anchor = from + insert.length - (hasColon || start === '' ? 0 : 1);
  view.dispatch({ changes: { from, to, insert }, selection: { anchor }, userEvent: 'input.complete' });
}

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
