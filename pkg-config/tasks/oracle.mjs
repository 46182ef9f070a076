// The engine against the second calculator: `npm run oracle -- [pairs] [seed] [most differences of each process]`.
import { statSync } from 'node:fs';
import { at } from './paths.mjs';
import { build } from './build.mjs';
import { cargo, output, run } from './shell.mjs';

export async function oracle(options = []) {
  await cargo(['build', '--release', '--example', 'native']);
  if (isOld()) await build();
  await run('node', [at('tests', 'oracle', 'run.mjs'), ...options]);
}

/** Is the package older than what it is made of? */
function isOld() {
  const written = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = (output('git', ['ls-files', 'src', 'pkg-config/js', 'Cargo.toml', 'Cargo.lock']) ?? '').split('\n').filter(Boolean);
  return sources.some((path) => written(at(path)) > written(at('pkg')));
}
