// Finding one's way in a JSON Schema: what may stand at a path of the document.

// A pattern rather than a name: the editor also works where the schema was not written yet.
const files = import.meta.glob('../../../pkg-config/schema/program.json', { import: 'default' });

/** The schema of program documents, or null where none was written. */
export async function loadSchema() {
  const [load] = Object.values(files);
  return load ? load() : null;
}

const lookUp = (root, ref) => ref.slice(2).split('/').reduce((at, part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], root);

/** A schema as the list of its alternatives, references followed; words beside a reference win over those behind it. */
export function alternatives(root, schema, depth = 0) {
  if (typeof schema !== 'object' || schema === null || depth > 12) return [];
  const { $ref, anyOf, oneOf, allOf, ...own } = schema;
  const inner = [...($ref === undefined ? [] : [$ref === '#' ? root : lookUp(root, $ref)]), ...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])];
  const deeper = inner.flatMap((one) => alternatives(root, one, depth + 1));
  const says = 'properties' in own || 'enum' in own || 'const' in own || 'items' in own || 'additionalProperties' in own || 'type' in own;
  return [...(says ? [own] : []), ...deeper];
}

/** The schemas for the value at a path of keys and places. */
export function schemasAt(root, path) {
  return path.reduce(
    (schemas, step) =>
      schemas.flatMap((schema) =>
        alternatives(root, schema).flatMap((one) => {
          if (typeof step === 'number') return one.items ? [one.items] : [];
          const named = one.properties?.[step] ?? (typeof one.additionalProperties === 'object' ? one.additionalProperties : null);
          return named ? [named] : [];
        }),
      ),
    [root],
  );
}

/** The fields that an object at a path may have: name -> schema. */
export function fieldsAt(root, path) {
  const fields = new Map();
  for (const schema of schemasAt(root, path)) {
    for (const one of alternatives(root, schema)) {
      for (const [name, field] of Object.entries(one.properties ?? {})) if (!fields.has(name)) fields.set(name, field);
    }
  }
  return fields;
}

/** The words that may stand at a path, each with what it means. */
export function wordsAt(root, path) {
  const words = new Map();
  for (const schema of schemasAt(root, path)) {
    for (const one of alternatives(root, schema)) {
      if ('const' in one) words.set(one.const, one.description ?? '');
      for (const word of one.enum ?? []) words.set(word, words.get(word) ?? '');
      if (one.type === 'boolean') [true, false].forEach((word) => words.set(word, ''));
    }
  }
  return words;
}

/** What a field does, in the words of its author. */
export function describe(root, schema) {
  if (schema.description) return schema.description;
  return alternatives(root, schema).find((one) => one.description)?.description ?? '';
}

/** How a new value of the field starts. */
export function opening(root, schema) {
  const types = new Set(alternatives(root, schema).flatMap((one) => one.type ?? []));
  if (types.has('array')) return '[]';
  if (types.has('object') && !types.has('string')) return '{}';
  if (types.has('string')) return '""';
  return '';
}
