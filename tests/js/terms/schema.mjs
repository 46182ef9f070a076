// Walking a document along its JSON Schema: every field that stands in it, and what else could stand there.
import { readFileSync } from 'node:fs';

const schema = JSON.parse(readFileSync(new URL('../../../pkg-config/schema/program.json', import.meta.url), 'utf8'));

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const kind = (value) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value === 'number' ? 'number' : typeof value);

const named = (ref) => ref.split('/').at(-1);

/** Every shape that a schema stands for, references followed: `{name, shape}`. */
function shapes(from, name = null) {
  if (from.$ref) return shapes(schema.$defs[named(from.$ref)], named(from.$ref));
  const inner = from.anyOf ?? from.allOf;
  if (inner) return inner.flatMap((one) => shapes(one, name));
  return [{ name, shape: from }];
}

const words = (shape) => (shape.oneOf ?? []).map((one) => one.const).filter((word) => typeof word === 'string').concat(shape.enum ?? []);

const types = (shape) => [shape.type ?? (shape.properties ? 'object' : words(shape).length > 0 ? 'string' : [])].flat().map((type) => (type === 'integer' ? 'number' : type));

/** The shape that a value has. */
function shapeOf(from, value) {
  const fitting = shapes(from).filter(({ shape }) => types(shape).includes(kind(value)));
  const fits = ({ shape }) => {
    if (isObject(value)) return Object.keys(value).every((key) => shape.properties?.[key] || shape.additionalProperties) && (shape.required ?? []).every((key) => key in value);
    return words(shape).length === 0 || words(shape).includes(value);
  };
  const found = fitting.find(fits);
  if (!found) throw new Error(`no shape for ${JSON.stringify(value)}`);
  return found;
}

/** Every field of a document: `{field: "Rule.when", path: [keys], value, words, required}`. */
export function fieldsOf(document) {
  const found = [];
  const walk = (from, value, path, field, required = true) => {
    const { name, shape } = shapeOf(from, value);
    const all = shapes(from).flatMap((one) => words(one.shape));
    if (field) found.push({ field, path, value, words: all, required });
    if (Array.isArray(value)) value.forEach((item, at) => walk(shape.items, item, [...path, at], null));
    else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value)) {
        const property = shape.properties?.[key];
        walk(property ?? shape.additionalProperties, inner, [...path, key], property ? `${name ?? 'Document'}.${key}` : field && `${field}.*`, shape.required?.includes(key) ?? false);
      }
    }
  };
  walk(schema, document, [], null);
  return found;
}

/** The name of every field that a document can hold. */
export function everyField() {
  const seen = new Set();
  const fields = new Set();
  const walk = (from) => {
    for (const { name, shape } of shapes(from)) {
      for (const [key, inner] of Object.entries(shape.properties ?? {})) fields.add(`${name ?? 'Document'}.${key}`) && next(inner);
      if (shape.items) next(shape.items);
      if (isObject(shape.additionalProperties)) next(shape.additionalProperties);
    }
  };
  const next = (from) => {
    const key = JSON.stringify(from);
    if (seen.has(key)) return;
    seen.add(key);
    walk(from);
  };
  walk(schema);
  return [...fields].sort();
}

/** Other values that could stand where one stands; none for a list or an object that must be there. */
export function others({ field, value, words: known, required }) {
  if (field === 'Document.currency') return ['JPY'];
  if (known.includes(value)) return known.filter((word) => word !== value);
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, Math.max(0, value - 3), value + 10];
  if (typeof value === 'string') {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [value.replace(/\d\d$/, (day) => String(Number(day) - 1 || 2).padStart(2, '0'))];
    if (/^\d+(\.\d+)?$/.test(value)) return [String(Number(value) + 1)];
    if (/^\d+(\.\d+)? %$/.test(value)) return [`${parseFloat(value) + 1} %`];
    return [`${value}x`];
  }
  // A list, a table, an object: without it.
  return required ? [] : [undefined];
}

/** The document with another value at a place. */
export function changed(document, path, value) {
  const copy = structuredClone(document);
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce((inner, key) => inner[key], copy);
  if (value === undefined && !Array.isArray(parent)) delete parent[last];
  else parent[last] = value;
  return copy;
}
