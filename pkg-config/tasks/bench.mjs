// Measurements of the built package in Node, against contestants from npm and by hand.
import { at } from './paths.mjs';
import { build } from './build.mjs';
import { setup } from './setup.mjs';
import { run } from './shell.mjs';

export async function bench(options = []) {
  await setup({ browser: false });
  await build();
  // The book of ten million orders is made in memory, beside the hand-written contestants' objects.
  await run(process.execPath, ['--max-old-space-size=12000', at('benches', 'run.mjs'), ...options]);
}
