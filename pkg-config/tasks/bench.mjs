// Measurements: Rust benches natively, then the scripts that measure the built package in Node.
import { existsSync, readdirSync } from 'node:fs';
import { at } from './paths.mjs';
import { build } from './build.mjs';
import { setup } from './setup.mjs';
import { cargo, hasTarget, run } from './shell.mjs';

export async function bench() {
  await setup({ browser: false });
  if (hasTarget('bench')) await cargo(['bench', '--benches', '--features', 'zones,cli']);
  await build();
  const folder = at('benches');
  const scripts = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.bench.mjs')).sort() : [];
  for (const script of scripts) {
    console.log(`\n${script}`);
    await run(process.execPath, ['--expose-gc', at('benches', script)]);
  }
}
