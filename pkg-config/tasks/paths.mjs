// Every place that more than one task needs, named once.
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const at = (...parts) => join(root, ...parts);

export const pkgConfig = at('pkg-config');
export const glue = at('pkg-config', 'js');
export const schemas = at('pkg-config', 'schema');
export const types = at('pkg-config', 'js', 'types.d.ts');
export const pkg = at('pkg');
export const www = at('www');
export const wasmTarget = 'wasm32-unknown-unknown';

/** Cargo's output folder, which a developer may have moved. */
export const target = (...parts) => join(process.env.CARGO_TARGET_DIR ?? at('target'), ...parts);

/** Where the bundle that `start` serves ends up. */
export const pageOut = at('www', 'dist');
