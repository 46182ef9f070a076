// Makes a JSON Schema of schemars palatable to json-schema-to-typescript, without changing what it accepts.

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const annotations = new Set(['title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly']);

/** Keywords whose value is a map from names to schemas, and not a schema itself. */
const maps = new Set(['properties', '$defs', 'patternProperties', 'dependentSchemas']);
/** Keywords whose value is data. */
const data = new Set(['default', 'examples', 'const', 'enum']);

/** The schema with every schema inside it prepared. */
export function prepare(schema) {
  // `true` and a schema of nothing but words accept any JSON.
  if (schema === true) return { tsType: 'unknown' };
  if (Array.isArray(schema)) return schema.map(prepare);
  if (!isObject(schema)) return schema;
  const keys = Object.keys(schema);
  if (keys.every((key) => annotations.has(key))) return { ...schema, tsType: 'unknown' };
  const { $ref, ...beside } = schema;
  // Words beside a reference would make it a second type of the same name.
  if ($ref && keys.length > 1) return prepare({ ...beside, allOf: [{ $ref }] });
  const prepared = {};
  for (const key of keys) {
    const value = schema[key];
    if (key === 'properties') prepared[key] = tagFirst(value);
    else if (maps.has(key)) prepared[key] = mapValues(value, prepare);
    else prepared[key] = data.has(key) || !(isObject(value) || Array.isArray(value)) ? value : prepare(value);
  }
  const description = describe(schema);
  return description ? { ...prepared, description } : prepared;
}

const mapValues = (object, change) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** `kind` and its like lead: they tell what the rest is. */
function tagFirst(properties) {
  const entries = Object.entries(properties);
  const tag = ([, schema]) => isObject(schema) && 'const' in schema;
  return mapValues(Object.fromEntries([...entries.filter(tag), ...entries.filter((entry) => !tag(entry))]), prepare);
}

/** The words for a type; those for its variants, which TypeScript has no place for, come along as a list. */
function describe({ description = '', oneOf = [] }) {
  const told = oneOf.filter((variant) => isObject(variant) && variant.description && variantName(variant));
  const lines = told.map((variant) => `- \`${variantName(variant)}\`: ${variant.description.replaceAll(/\s*\n\s*/g, ' ')}`);
  return [description, lines.join('\n')].filter(Boolean).join('\n\n');
}

/** What a variant is called in a document: its value, its tag, or the one key that it needs. */
function variantName({ const: value, properties = {}, required = [] }) {
  if (value !== undefined) return value;
  const tag = Object.values(properties).find((schema) => isObject(schema) && 'const' in schema);
  return tag?.const ?? (required.length === 1 ? required[0] : undefined);
}
