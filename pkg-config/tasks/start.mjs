// From a clone to the page in one command.
import { join } from 'node:path';
import { build } from './build.mjs';
import { pageOut, root, www } from './paths.mjs';
import { serve } from './serve.mjs';
import { setup } from './setup.mjs';
import { tool } from './shell.mjs';

const viteConfig = join(www, 'vite.config.js');

/** Bundles the page with Vite into www/dist. */
export async function buildPage() {
  await tool('vite/bin/vite.js', ['build', 'www', '--config', viteConfig], { cwd: root });
}

/** Serves the bundled page. */
export const servePage = (options) =>
  serve(pageOut, { port: Number(process.env.PORT ?? 4173), ...options });

export async function start() {
  await setup({ browser: false });
  await build();
  await buildPage();
  const { url } = await servePage();
  console.log(`\nEarnest is at ${url} (Ctrl+C ends it)`);
}
