// The storefront's entry: the package's scripts around the smaller engine, as one file that both hosts share.
import { basename, join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { glue } from './paths.mjs';
import { Failure } from './shell.mjs';

const hosts = ['storefront.browser.js', 'storefront.node.js'];

/** Writes storefront.*.js into the folder; `bound` is where the engine was bound. */
export async function bundleStorefront(folder, bound) {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: Object.fromEntries(['browser', 'node'].map((host) => [`storefront.${host}`, join(glue, 'storefront', `${host}.js`)])),
    external: ['node:fs', /terms\.js$/],
    plugins: [
      {
        name: 'smaller-engine',
        resolveId: (id) => (basename(id) === 'earnest.js' ? join(bound, 'storefront.js') : null),
      },
    ],
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'storefront.js',
    // What is loaded when it is asked for lies beside the file, as everything does.
    paths: (id) => (/terms\.js$/.test(id) ? './terms.js' : id),
  });
  const odd = output.map(({ fileName }) => fileName).filter((name) => name !== 'storefront.js' && !hosts.includes(name));
  if (output.length !== 3 || odd.length > 0) throw new Failure(`the storefront became ${output.map((o) => o.fileName).join(', ')}`);
}
