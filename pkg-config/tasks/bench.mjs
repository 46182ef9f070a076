// Measurements of the built package in Node, against contestants from npm and by hand; with `--page`, of the page in Chromium.
import { at } from './paths.mjs';
import { build } from './build.mjs';
import { setup } from './setup.mjs';
import { run } from './shell.mjs';
import { buildPage } from './start.mjs';

export async function bench(options = []) {
  const ofPage = options.includes('--page');
  await setup({ browser: ofPage });
  await build();
  if (ofPage) {
    await buildPage();
    await run(process.execPath, [at('benches', 'page.mjs')]);
    return;
  }
  // The book of ten million orders is made in memory, beside the hand-written contestants' objects.
  await run(process.execPath, ['--max-old-space-size=12000', at('benches', 'run.mjs'), ...options]);
}
