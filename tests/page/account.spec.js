// The account: what is there is what the engine booked, and what is done there is booked by it.
import { AccountPage, sum, teamAccountOf } from './account-page.js';
import { expect, figure, test } from './shop-page.js';

test.beforeEach(async ({ page }, info) => {
  info.account = new AccountPage(page);
  await info.account.open();
});

test('balances are the sums of the entries, for the company, a person and a team', async ({ page: _ }, { account }) => {
  const { entries, state } = await teamAccountOf('12779');
  expect(await account.balance()).toBe(sum(entries, { unit: 'points', holder: '', status: 'available' }));
  expect(await account.balance()).toBe(state.balances.points);
  await account.actAs('ana');
  const holder = 'person:ana';
  expect(await account.balance('points', holder)).toBe(sum(entries, { unit: 'points', holder, status: 'available' }));
  expect(await account.part('pending', 'points', holder)).toBe(sum(entries, { unit: 'points', holder, status: 'pending' }));
  expect(await account.balance('points', 'pool:north')).toBe(sum(entries, { unit: 'points', holder: 'pool:north', status: 'available' }));
});

test('a reward is redeemed, used points are gone, undo brings them back', async ({ page }, { account }) => {
  const before = await account.balance();
  await account.offer('voucher-10').getByRole('button', { name: 'Redeem' }).click();
  await expect(page.locator('[data-done=rewards]')).toContainText('Voucher for 10.00 is yours');
  expect(await account.balance()).toBe(before - 1000);
  await expect(page.locator('[data-held=voucher-10]')).toContainText('until 9 Jun 2012');
  await expect(page.locator('#live')).toContainText('Voucher for 10.00 is yours');
  await page.locator('[data-done=rewards]').getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('[data-held=voucher-10]')).toHaveCount(0);
  expect(await account.balance()).toBe(before);
});

test('a reservation sets points aside until it is collected or cancelled', async ({ page }, { account }) => {
  const before = await account.balance();
  await account.offer('headset').getByRole('button', { name: 'Reserve' }).click();
  expect(await account.part('reserved')).toBe(3200);
  expect(await account.balance()).toBe(before - 3200);
  await page.locator('[data-reserved=headset]').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('[data-reserved=headset]')).toHaveCount(0);
  expect(await account.balance()).toBe(before);
  await account.offer('headset').getByRole('button', { name: 'Reserve' }).click();
  await page.locator('[data-reserved=headset]').getByRole('button', { name: 'Collect' }).click();
  await expect(page.locator('[data-held=headset]')).toBeVisible();
  expect(await account.part('reserved')).toBe(0);
  await expect(account.statement.first()).toContainText('Redeemed');
});

test('what is out of reach says how far it is', async ({ page: _ }, { account }) => {
  const has = await account.balance();
  const far = account.offer('tool-case');
  await expect(far).toHaveAttribute('data-within', 'false');
  expect(figure(await far.locator('.offer-way .quiet').textContent())).toBe(12_000 - has);
  await expect(far.getByRole('button')).toHaveCount(0);
});

test('the statement shows every entry of a status or a person', async ({ page }, { account }) => {
  await page.locator('#statement-holder').selectOption('person:ana');
  await page.locator('#statement-status').selectOption('pending');
  await expect(account.statement.first()).toHaveAttribute('data-holder', 'person:ana');
  for (const one of await account.statement.all()) expect(await one.getAttribute('data-holder')).toBe('person:ana');
  const shown = await account.statement.count();
  await page.getByRole('button', { name: /^Show \d+ more of/ }).first().click();
  expect(await account.statement.count()).toBeGreaterThan(shown);
  await expect(account.statement.nth(shown)).toBeFocused();
});

test('a person reports a sale, a serial number pays once, the operator decides', async ({ page }, { account }) => {
  await account.actAs('ana');
  const serial = page.getByRole('textbox', { name: 'Serial number' });
  const pending = await account.part('pending', 'points', 'person:ana');
  await serial.fill('XY-100');
  await expect(page.locator('#claim-effect')).toContainText('25 reward points for Ana');
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(page.locator('[data-done=claims]')).toContainText('Reported');
  expect(await account.part('pending', 'points', 'person:ana')).toBe(pending + 25);

  await serial.fill('XY-100');
  await expect(page.locator('#claim-effect')).toContainText('Would bring nothing');

  await account.actAs('operator');
  const claim = page.locator('.claim').filter({ hasText: 'XY-100' });
  await claim.getByRole('button', { name: /^Approve/ }).click();
  await expect(claim).toHaveCount(0);
  await account.actAs('ana');
  expect(await account.part('pending', 'points', 'person:ana')).toBe(pending);

  await account.actAs('operator');
  const other = page.locator('.claim').filter({ hasText: 'Sale of Ana' }).first();
  await other.getByRole('button', { name: /^Reject/ }).click();
  await expect(page.locator('#reject-reason')).toBeFocused();
  await page.locator('#reject-reason').fill('sold by somebody else');
  await page.locator('.reject').getByRole('button', { name: 'Reject' }).click();
  await page.locator('#statement-holder').selectOption('person:ana');
  await expect(account.statement.first()).toContainText('sold by somebody else');
});

test('the boards of the program are ranked by the engine; the operator books what they won', async ({ page }, { account }) => {
  const { account: own, at } = await teamAccountOf('12779');
  const rows = page.locator('.board li');
  for (const [id, which] of [['sellers', 'now'], ['sellers', 'before'], ['teams', 'now'], ['teams', 'before']]) {
    await page.locator('#board-which').selectOption(`board ${id}`);
    await page.locator('#board-period').selectOption(which);
    const day = which === 'now' ? at : id === 'sellers' ? '2011-09-30T00:00:00' : '2011-11-30T00:00:00';
    const places = own.board(id, { at: day });
    expect(await rows.evaluateAll((all) => all.map((one) => one.dataset.ranked))).toEqual(places.map(({ name }) => name));
    for (const [index, { total }] of places.entries()) await expect(rows.nth(index).locator('.entry-amount')).toHaveText(String(Number(total)));
  }
  await account.actAs('operator');
  await page.getByRole('button', { name: 'Book what last month won' }).click();
  await expect(page.locator('[data-done=team]')).toContainText('Booked for the winner');
  await page.locator('#statement-holder').selectOption('all');
  await expect(account.statement.first()).toContainText('+250');
});

test('the team board ranks by what people earned in the period', async ({ page }, { account }) => {
  const { entries } = await teamAccountOf('12779');
  await page.locator('#board-which').selectOption('unit points');
  const rows = page.locator('.board li');
  await page.locator('#board-period').selectOption('year');
  const earned = entries.filter(({ kind, at, unit }) => unit === 'points' && at >= '2011' && ['accrual', 'return', 'reversal', 'settlement', 'restatement'].includes(kind));
  const units = await rows.evaluateAll((all) => all.map((one) => [one.dataset.ranked, Number(one.querySelector('.entry-amount').textContent.replaceAll(',', ''))]));
  for (const [person, shown] of units) expect(shown).toBe(sum(earned, { holder: `person:${person}` }));
  expect(units.map(([, shown]) => shown)).toEqual([...units.map(([, shown]) => shown)].sort((one, other) => other - one));
  await account.actAs('elif');
  await expect(page.locator('.board .me')).toContainText('Elif');
});

test('what comes next is what the engine books when the midnights run', async ({ page }, { account: _ }) => {
  const { account, state, at } = await teamAccountOf('12779');
  const first = state.lots.filter(({ holder, expires, unit }) => !holder && expires && unit === 'points').map(({ expires }) => expires).sort()[0];
  const left = state.lots.filter(({ holder, expires, unit }) => !holder && expires === first && unit === 'points').reduce((total, lot) => total + lot.left, 0);
  const { entries } = account.advance('2012-01-31T00:00:00');
  expect(-sum(entries.filter(({ kind }) => kind === 'expiry'), { unit: 'points', holder: '' })).toBe(left);
  expect(at).toBe('2011-12-09T13:00:00');
  await expect(page.locator('[data-next=expiry]').first()).toContainText(left.toLocaleString('en-GB'));
  await expect(page.locator('[data-next=expiry] time').first()).toHaveAttribute('datetime', first);
});

test('goals follow what is bought; a benefit is used until none is left', async ({ page }, { account: _ }) => {
  await expect(page.locator('[data-goal="tier gold"]')).toContainText('2,379.46');
  await expect(page.locator('[data-goal="band quarter-volume"]')).toContainText('£37.41 more');
  const seats = page.locator('[data-service=training-seats]');
  for (const left of [1, 0]) {
    await seats.getByRole('button').click();
    await expect(seats).toContainText(`${left} of 2 left`);
  }
  await expect(seats.getByRole('button')).toBeDisabled();
});

test('what is made up says so, and a program that looks at nobody has nobody', async ({ page }, { account }) => {
  await page.locator('#statement-holder').selectOption('person:ana');
  await expect(account.statement.first().locator('.invented')).toBeVisible();
  await page.locator('#account-example').selectOption('contractor');
  await expect(page.locator('[data-note=invented]')).toHaveCount(0);
  await account.settled();
  expect(await account.actor.locator('option').evaluateAll((all) => all.map(({ value }) => value))).toEqual(['company', 'operator']);
  await expect(page.locator('.invented')).toHaveCount(0);
});

test('every program has an account and rules', async ({ page }, { account }) => {
  test.slow();
  const programs = await page.locator('#account-example option').evaluateAll((all) => all.map(({ value }) => value));
  for (const id of programs) {
    await page.locator('#account-example').selectOption(id);
    await expect(page.locator('#account-example')).toHaveValue(id);
    await account.settled();
    await expect(page.locator('#account .refused')).toHaveCount(0);
    await page.getByRole('tab', { name: 'Rules' }).click();
    await expect(page.locator('.sentence').first()).toBeVisible();
    await page.getByRole('tab', { name: 'Account' }).click();
  }
});

test('an order of the shop shows in the account', async ({ page }, { account: _ }) => {
  await page.getByRole('tab', { name: 'Shop' }).click();
  await page.getByRole('searchbox', { name: 'Search' }).fill('47566');
  await page.getByRole('button', { name: /^Add / }).first().click();
  await page.getByRole('region', { name: 'This order earns' }).getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('tab', { name: 'Account' }).click();
  await expect(page.locator('.entry').first()).toContainText('order page-1');
});
