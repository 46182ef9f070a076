// The account of any program as the page opens it, computed by the package in Node: goods by the program's names, made-up past.
import { readFileSync } from 'node:fs';
import { Program } from '#earnest';
import { dataOf, later, yearsUntil } from '../../www/app/data.js';
import { goodsOf } from '../../www/app/shop/goods.js';
import { storyOf } from '../../www/app/shop/past.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const data = dataOf(JSON.parse(read('www/public/data/catalogue.json')), JSON.parse(read('www/public/data/customers.json')));

/** @returns {Promise<{ program: object, document: object, account: object, entries: object[], events: object[], at: string, goods: object }>} */
export async function storyIn(example, id = '12779') {
  const text = read(`examples/${example}.json`);
  const document = JSON.parse(text);
  const program = await Program.load(text);
  const years = yearsUntil(document, data.first);
  const date = later(data.last, years);
  const at = `${date}T13:00:00`;
  const goods = goodsOf(data, document);
  const customer = data.customers.find((one) => one.id === id);
  const { events, start } = storyOf(program, { customer, document, years, date, data: goods }, at);
  let account = program.account(start);
  const entries = [];
  for (const event of events) {
    const posted = account.post(event);
    account = posted.account;
    entries.push(...posted.entries);
  }
  const then = account.advance(at);
  entries.push(...then.entries);
  return { program, document, account: then.account, entries, events, at, goods, state: { customer, document, years, date, data: goods } };
}

/** Opens a view with an example, and a customer where it is another one. */
export async function openView(page, view, example, customer) {
  await page.goto(`./#${view}`);
  const settled = async () => {
    await page.waitForFunction((id) => {
      const panel = document.getElementById(id);
      return panel && !panel.hidden && !panel.querySelector('.boot, [aria-busy=true], progress');
    }, view, { timeout: 30_000 });
  };
  await settled();
  await page.locator(`#${view}-example`).selectOption(example);
  // The document is checked a moment after it was chosen; only then does the history start anew.
  await page.waitForTimeout(600);
  await settled();
  if (!customer) return;
  const picker = page.locator(`#${view}-customer`);
  await picker.click();
  await picker.fill(customer);
  await page.getByRole('option').filter({ hasText: customer }).click();
  await settled();
}
