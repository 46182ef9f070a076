// The terms as one file of the package, with the library that formats their messages and its licences. The package
// depends on nothing, and who never asks for terms never loads them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { glue } from './paths.mjs';
import { Failure } from './shell.mjs';

/** Writes terms.js and LICENSE-THIRD-PARTY into the folder. */
export async function bundleTerms(folder) {
  const { build } = await import('vite');
  const entry = join(glue, 'terms.js');
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, target: 'es2023', lib: { entry, formats: ['es'], fileName: 'terms' } },
  });
  const chunks = [built].flat().flatMap(({ output }) => output);
  if (chunks.length !== 1) throw new Failure(`the terms became ${chunks.length} files`);
  writeFileSync(join(folder, 'terms.js'), chunks[0].code);
  writeFileSync(join(folder, 'LICENSE-THIRD-PARTY'), licences(Object.keys(chunks[0].modules)));
}

/** The licences of the packages whose modules are in a bundle. */
function licences(modules) {
  const inside = `${sep}node_modules${sep}`;
  const folders = modules.filter((path) => path.includes(inside)).map((path) => {
    const at = path.lastIndexOf(inside) + inside.length;
    const [scope, name] = path.slice(at).split(sep);
    return path.slice(0, at) + (scope.startsWith('@') ? join(scope, name) : scope);
  });
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = ['LICENSE.md', 'LICENSE'].map((own) => join(folder, own)).find(existsSync);
    if (!file) throw new Failure(`${name} has no licence text`);
    return `${name} ${version}\n\n${readFileSync(file, 'utf8').trim()}\n`;
  });
  return `terms.js contains these packages.\n\n${texts.join('\n\n')}`;
}
