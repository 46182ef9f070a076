// Measurements of the built package in Node, against contestants from npm and by hand.
import { at } from './paths.mjs';
import { build } from './build.mjs';
import { setup } from './setup.mjs';
import { run } from './shell.mjs';

export async function bench(options = []) {
  await setup({ browser: false });
  await build();
  await run(process.execPath, [at('benches', 'run.mjs'), ...options]);
}
