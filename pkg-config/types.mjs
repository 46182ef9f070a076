// The wire types of Rust, as JSON Schema and as TypeScript. Both are committed; `npm test` fails when they are stale.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './tasks/schema.mjs';
import { schemas, types } from './tasks/paths.mjs';
import { Failure, cargo } from './tasks/shell.mjs';

const banner = '// Written by `npm run types` from the JSON Schemas in pkg-config/schema. Edit the Rust types instead.';

/** Has Rust write one JSON Schema per wire type into the folder. */
async function writeSchemas(folder) {
  mkdirSync(folder, { recursive: true });
  await cargo(['run', '--quiet', '--features', 'schema', '--bin', 'earnest-schema', '--', folder]);
}

const jsonFiles = (folder) => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).sort() : []);

/** `order-preview` or `order_preview` -> `OrderPreview`, for a schema without a title. */
const typeName = (file) => file.replace(/\.json$/, '').replace(/(^|[-_.])(\w)/g, (_all, _gap, letter) => letter.toUpperCase());

/**
 * All schemas as the definitions of one, so that a type that several documents share is declared once.
 * Throws when two different types have one name.
 */
export function combine(folder) {
  const definitions = {};
  const define = (name, schema, file) => {
    const known = definitions[name];
    if (known && JSON.stringify(known.schema) !== JSON.stringify(schema)) {
      throw new Failure(`${known.file} and ${file} both define '${name}', differently`);
    }
    definitions[name] = { schema, file };
  };
  for (const file of jsonFiles(folder)) {
    const { $schema, $defs = {}, title, ...schema } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const name = title ?? typeName(file);
    for (const [inner, definition] of Object.entries($defs)) define(inner, { ...definition, title: inner }, file);
    // A recursive root refers to itself as '#'.
    const text = JSON.stringify({ ...schema, title: name }).replaceAll('"$ref":"#"', `"$ref":"#/$defs/${name}"`);
    define(name, JSON.parse(text), file);
  }
  const names = Object.keys(definitions).sort();
  return {
    names,
    schema: { $defs: Object.fromEntries(names.map((name) => [name, definitions[name].schema])) },
  };
}

/** The text of types.d.ts for a folder of schemas. */
export async function typesOf(folder) {
  const { compile } = await import('json-schema-to-typescript');
  const { names, schema } = combine(folder);
  // The carrier makes every definition reachable; it is cut off again below.
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));
  const carrier = { ...prepare(schema), type: 'object', additionalProperties: false, properties };
  const text = await compile(carrier, 'EarnestCarrier', {
    bannerComment: banner,
    additionalProperties: false,
    style: { singleQuote: true, printWidth: 120 },
  });
  const cut = text.replace(/export interface EarnestCarrier \{\n(?: .*\n)*\}\n/, '');
  const numbered = names.filter((name) => new RegExp(`\\b${name}1\\b`).test(cut) && !names.includes(`${name}1`));
  if (numbered.length > 0) throw new Failure(`types.d.ts would declare ${numbered.join(', ')} twice`);
  return `${cut.trimEnd()}\n`;
}

/** Writes both, in place. */
export async function writeTypes() {
  rmSync(schemas, { recursive: true, force: true });
  await writeSchemas(schemas);
  writeFileSync(types, await typesOf(schemas));
  console.log(`wrote ${jsonFiles(schemas).length} schemas and the types made from them`);
}

/** Fails when the committed schemas or types are not those that the Rust types give now. */
export async function checkTypes() {
  const fresh = mkdtempSync(join(tmpdir(), 'earnest-schema-'));
  try {
    await writeSchemas(fresh);
    const stale = new Set([...jsonFiles(fresh), ...jsonFiles(schemas)].filter((file) => text(join(fresh, file)) !== text(join(schemas, file))));
    if ((await typesOf(fresh)) !== text(types)) stale.add('types.d.ts');
    if (stale.size > 0) throw new Failure(`stale: ${[...stale].join(', ')}; run \`npm run types\` and commit what it writes`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

const text = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null);
