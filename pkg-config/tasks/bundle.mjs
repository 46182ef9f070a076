// Scripts that both hosts share, as one file: it packs better than many small ones. So are the whole engine's made, and
// the storefront's, around its smaller engine.
import { basename, join } from 'node:path';
import { glue } from './paths.mjs';
import { Failure } from './shell.mjs';

/**
 * Writes `<entry>.browser.js`, `<entry>.node.js` and what they share into the folder. `from` are the scripts of the two
 * entries, `engine` is what wasm-bindgen made. Files beside it that others share too, or that are loaded when they are
 * asked for, are `apart`. Gives the names of the scripts that are in.
 */
export async function bundle(folder, { entry, from, shared, engine, apart }) {
  const { rolldown } = await import('rolldown');
  const isApart = (id) => apart.includes(basename(id));
  const made = await rolldown({
    input: Object.fromEntries(['browser', 'node'].map((host) => [`${entry}.${host}`, join(glue, from(host))])),
    external: (id) => id === 'node:fs' || isApart(id),
    plugins: [{ name: 'engine', resolveId: (id) => (basename(id) === 'earnest.js' ? engine : null) }],
  });
  const { output } = await made.write({
    dir: folder,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: shared,
    paths: (id) => (isApart(id) ? `./${basename(id)}` : id),
  });
  const wanted = [`${entry}.browser.js`, `${entry}.node.js`, shared];
  const odd = output.map(({ fileName }) => fileName).filter((name) => !wanted.includes(name));
  if (output.length !== wanted.length || odd.length > 0) throw new Failure(`${entry} became ${output.map((o) => o.fileName).join(', ')}`);
  return output.flatMap(({ moduleIds = [] }) => moduleIds).map((id) => basename(id)).filter((name) => !wanted.includes(name));
}
