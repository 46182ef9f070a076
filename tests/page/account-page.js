// The account view as the tests handle it, and what it must show, computed by the package in Node.
import { readFileSync } from 'node:fs';
import { Program } from '#earnest';
import { pastOf } from '../../www/app/shop/past.js';
import { customers, product } from './expected.js';
import { expect, figure } from './shop-page.js';

export const teamClub = readFileSync(new URL('../../www/programs/team-club.json', import.meta.url), 'utf8');

const at = '2011-12-09T13:00:00';

/** The account of a customer as the view opens it: real orders, invented activities, midnights run. */
export async function teamAccountOf(id, text = teamClub) {
  const program = await Program.load(text);
  const document = JSON.parse(text);
  const customer = customers.find((one) => one.id === id);
  const spent = customer.orders.flatMap(({ lines }) => lines).reduce((sum, [, quantity, price]) => sum + quantity * Number(price), 0);
  const size = spent >= 50_000 ? 'large' : spent >= 5_000 ? 'medium' : 'small';
  const { events, people } = pastOf({ customer, document, years: 0, date: at.slice(0, 10) }, { get: product }, at);
  const known = Object.fromEntries(people.map(({ id: person, role, team }) => [person, { role, team }]));
  let account = program.account({ account: id, attributes: { country: customer.country, size }, people: known });
  const entries = [];
  for (const event of events) {
    const posted = account.post(event);
    account = posted.account;
    entries.push(...posted.entries);
  }
  const then = account.advance(at);
  entries.push(...then.entries);
  return { account: then.account, entries, state: JSON.parse(then.state), at };
}

export const sum = (entries, wanted) =>
  entries.filter((entry) => Object.entries(wanted).every(([key, value]) => (entry[key] ?? '') === value)).reduce((total, { amount }) => total + Number(amount), 0);

export class AccountPage {
  constructor(page) {
    this.page = page;
    this.panel = page.getByRole('tabpanel', { name: 'Account' });
    this.statement = this.panel.locator('.entry');
    this.actor = page.locator('#account-actor');
  }

  /** Opens the view with the program of teams. */
  async open() {
    await this.page.goto('./#account');
    await this.settled();
    await this.page.locator('#account-example').selectOption('team-club');
    await expect(this.page.locator('[data-note=invented]')).toBeVisible();
    await this.settled();
  }

  async settled() {
    await expect(this.page.locator('.account-setup[aria-busy=false]')).toBeVisible({ timeout: 30_000 });
    await expect(this.page.locator('#balances-title')).toBeVisible();
  }

  async actAs(id) {
    await this.actor.selectOption(id);
    await expect(this.actor).toHaveValue(id);
  }

  card(name) {
    return this.page.getByRole('region', { name, exact: false });
  }

  async balance(unit = 'points', holder = '') {
    return figure(await this.page.locator(`.balance[data-unit="${unit}"][data-holder="${holder}"] .balance-figure`).textContent());
  }

  async part(status, unit = 'points', holder = '') {
    const cell = this.page.locator(`.balance[data-unit="${unit}"][data-holder="${holder}"] [data-status=${status}]`);
    return (await cell.count()) === 0 ? 0 : figure(await cell.textContent());
  }

  offer(id) {
    return this.page.locator(`[data-reward="${id}"]`);
  }
}
