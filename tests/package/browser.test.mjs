// Browsers, from the installed tarball: bundled by Vite, from Vite's development server, and without a bundler.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from '@playwright/test';
import { build, createServer } from 'vite';
import { chromeArgs, findChrome } from '../../pkg-config/tasks/browser.mjs';
import { serve } from '../../pkg-config/tasks/serve.mjs';
import { project, sample } from './project.mjs';

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: findChrome(), args: chromeArgs });
});
after(() => browser?.close());

/** Opens the address and gives what each output on the page came to; anything on the console fails the test. */
async function results(t, url, ids) {
  const page = await browser.newPage();
  t.after(() => page.close());
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  const found = {};
  for (const id of ids) {
    const output = page.locator(`#${id}:not(:empty)`);
    await output.waitFor({ state: 'attached', timeout: 20_000 }).catch((error) => {
      throw new Error(`${id} stayed empty: ${complaints.join('; ') || error}`);
    });
    found[id] = JSON.parse(await output.textContent());
  }
  assert.deepEqual(complaints, []);
  return found;
}

/** Serves the folder under the policy of the page until the test is over. */
async function served(t, folder) {
  const { url, stop } = await serve(folder, { port: 0 });
  t.after(stop);
  return url;
}

test('a Vite build runs in the page and in a worker, under a strict policy', async (t) => {
  const root = project(t, 'vite');
  await build({ root, logLevel: 'warn' });
  const wasm = readdirSync(join(root, 'dist', 'assets')).filter((file) => file.endsWith('.wasm'));
  assert.equal(wasm.length, 1, 'page and worker share one wasm file');
  const found = await results(t, await served(t, join(root, 'dist')), ['page', 'worker']);
  assert.deepEqual(found, { page: sample.expected, worker: sample.expected });
});

test("Vite's development server runs it without settings", async (t) => {
  const root = project(t, 'vite');
  const server = await createServer({ root, logLevel: 'error', server: { port: 0, host: 'localhost' } });
  t.after(() => server.close());
  await server.listen();
  const found = await results(t, server.resolvedUrls.local[0], ['page', 'worker']);
  assert.deepEqual(found, { page: sample.expected, worker: sample.expected });
});

test('a page without a bundler runs it, under a strict policy', async (t) => {
  const root = project(t, 'plain');
  const found = await results(t, await served(t, root), ['page']);
  assert.deepEqual(found.page.points, sample.expected.points);
});
