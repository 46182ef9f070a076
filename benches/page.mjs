// Measures the page as it was last built, in Chromium: from dropping the order book on the Simulate view to the first chart, and
// to the end. Two example programs, run as soon as the book is read; each time in a browser that has seen nothing yet.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromeArgs, findChrome } from '../pkg-config/tasks/browser.mjs';
import { servePage } from '../pkg-config/tasks/start.mjs';
import { median } from './measure.mjs';

const output = new URL('../target/bench.json', import.meta.url);
const book = fileURLToPath(new URL('../tests/data/order-book.gz', import.meta.url));
const TIMES = 5;
const LIMIT = 300_000;

/** In the page: drops the file, runs the programs when the book is read, and tells when what stood there was painted. */
function measured() {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))));
  const seen = (there) =>
    new Promise((resolve) => {
      const look = () => {
        const found = there();
        if (!found) return;
        watch.disconnect();
        resolve(found);
      };
      const watch = new MutationObserver(look);
      watch.observe(document.body, { subtree: true, childList: true, attributes: true });
      look();
    });
  return (async () => {
    const transfer = new DataTransfer();
    transfer.items.add(document.querySelector('#bench-file').files[0]);
    const began = performance.now();
    document.querySelector('.sim-input').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    const button = await seen(() => document.querySelector('#sim-run:not(:disabled)'));
    const read = await painted();
    const first = seen(() => document.querySelector('.sim-chart svg')).then(painted);
    const end = seen(() => document.querySelector('#sim-answer-title')).then(painted);
    button.click();
    const programs = [...document.querySelectorAll('.sim-picker select')].map((one) => one.selectedOptions[0].textContent.trim());
    return { programs, read: read - began, first: (await first) - began, end: (await end) - began };
  })();
}

const server = await servePage({ port: 0 });
const browser = await chromium.launch({ executablePath: findChrome() ?? undefined, args: chromeArgs });
const rounds = [];
try {
  for (let round = 0; round < TIMES; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(LIMIT);
    await page.goto(`${server.url}#simulate`);
    await page.locator('.sim-input').waitFor();
    await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'bench-file', hidden: true })));
    await page.locator('#bench-file').setInputFiles(book);
    const told = await page.evaluate(measured);
    rounds.push(told);
    console.log(`${round + 1}: read ${Math.round(told.read)} ms, first chart ${Math.round(told.first)} ms, end ${Math.round(told.end)} ms (${told.programs.join(' and ')})`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

const of = (name) => Math.round(median(rounds.map((round) => round[name])));
const figures = { page_first_chart_ms: of('first'), page_end_ms: of('end') };
console.log(`median of ${TIMES}: first chart ${figures.page_first_chart_ms} ms, end ${figures.page_end_ms} ms`);
let known = {};
try {
  known = JSON.parse(readFileSync(output, 'utf8'));
} catch (error) {
  // Without a file the other figures have not been measured yet.
  if (error.code !== 'ENOENT') throw error;
}
const page = { programs: rounds[0].programs, rounds: rounds.map(({ read, first, end }) => ({ read, first, end })), cpu: `${cpus().length} x ${cpus()[0].model.trim()}` };
mkdirSync(new URL('.', output), { recursive: true });
writeFileSync(output, `${JSON.stringify({ ...known, detail: { ...known.detail, ...figures, page } }, null, 2)}\n`);
