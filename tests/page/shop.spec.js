// The shop: a customer, a cart, and what it earns.
import { accountOf, example, orderOf, product } from './expected.js';
import { ShopPage, expect, figure, test } from './shop-page.js';

const bunting = ['47566', product('47566').name];
const holder = ['85123A', product('85123A').name];

test('a chosen customer has the balance that the history earned', async ({ shop }) => {
  await shop.choose('16817');
  const { entries } = await accountOf('16817', example('contractor'));
  const earned = entries.filter(({ unit }) => unit === 'points').reduce((sum, { amount }) => sum + amount, 0);
  await expect.poll(async () => figure(await shop.balance().textContent())).toBe(earned);
});

test('the cart shows what the engine says, line by line', async ({ shop, page }) => {
  await shop.choose('12779');
  await shop.add(...bunting, 40);
  await shop.add(...holder, 30);
  const { account } = await accountOf('12779', example('contractor'));
  const preview = account.preview({ order: orderOf([['47566', 40], ['85123A', 30]]) });
  await expect.poll(() => shop.total()).toBe(preview.points.points);
  for (const { sku, points } of preview.lines) {
    await expect(page.locator(`.line[data-sku="${sku}"] .earn`).first()).toHaveText(`+${points.points.toLocaleString('en-GB')} reward points`);
  }
  await expect(page.locator('.sums-total dd').first()).toHaveText(`£${Number(preview.net).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`);
});

test('the steps of every "Why?" add up to its total, and all of them to the headline', async ({ shop, page }) => {
  await shop.choose('12779');
  await shop.add(...bunting, 40);
  await shop.add(...holder, 30);
  await shop.explainAll();
  const tables = page.locator('table.steps:has([data-total])');
  let all = 0;
  for (const table of await tables.all()) {
    const amounts = await table.locator('[data-amount]').evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.amount)));
    const total = Number(await table.locator('[data-total]').getAttribute('data-total'));
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(total, 6);
    if ((await table.getAttribute('data-unit')) === 'points') all += total;
  }
  expect(all).toBe(await shop.total());
});

test('double points: the switch announces a difference, and makes it', async ({ shop }) => {
  await shop.choose('12779');
  await shop.add(...bunting, 40);
  const double = shop.promotions.locator('[data-promotion=double-points-this-week]');
  const before = await shop.total();
  const promised = figure(await double.locator('.effect').textContent());
  expect(promised).toBeGreaterThan(0);
  await double.getByRole('switch').check();
  await expect.poll(() => shop.total()).toBe(before + promised);
  await double.getByRole('switch').uncheck();
  await expect.poll(() => shop.total()).toBe(before);
});

test('an order placed while a promotion is switched on is booked with it', async ({ shop, page }) => {
  await shop.choose('12779');
  await shop.add(...bunting, 40);
  await shop.promotions.getByRole('switch', { name: 'Double points this week' }).check();
  const before = figure(await shop.balance().textContent());
  const promised = await shop.total();
  await shop.place.click();
  await expect(page.getByRole('row', { name: /Double points this week/ })).toBeVisible();
  await expect.poll(async () => figure(await shop.balance().textContent())).toBe(before + promised);
});

test('double points on one category leaves the others alone', async ({ shop, page }) => {
  await shop.choose('12779');
  await shop.add(...bunting, 40);
  const before = await shop.total();
  const double = shop.promotions.locator('[data-promotion=double-points-this-week]');
  await double.getByRole('switch').check();
  await expect.poll(() => shop.total()).toBeGreaterThan(before);
  await page.locator('#double-category').selectOption('lighting');
  await expect.poll(() => shop.total()).toBe(before);
});

test('a promotion outside its days offers a day within them', async ({ shop }) => {
  await shop.choose('12779');
  await shop.add(...bunting, 250);
  await shop.promotions.getByText('on other days').click();
  const autumn = shop.promotions.locator('[data-promotion=autumn-big-basket]');
  await autumn.getByRole('button', { name: 'Order on 30 Sept 2011 instead' }).click();
  await shop.settled();
  await expect(autumn.locator('.effect')).toContainText('+400');
  const with400 = await shop.total();
  await autumn.getByRole('switch').uncheck();
  await expect.poll(() => shop.total()).toBe(with400 - 400);
});

test('a hint, once tried, pays exactly what it promised', async ({ shop, page }) => {
  await shop.choose('12779');
  await shop.add(...bunting, 20);
  const hint = shop.hints.first();
  await expect(hint).toBeVisible();
  const before = await shop.total();
  const promised = figure((await hint.locator('.earn').textContent()).split(' ')[0]);
  await hint.getByRole('button').click();
  await expect(page.locator('#hint-applied')).toContainText('Paid exactly as promised');
  await expect.poll(() => shop.total()).toBe(before + promised);
  await page.locator('#hint-applied').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => shop.total()).toBe(before);
});

test('placing the order books what the preview said', async ({ shop, page }) => {
  await shop.choose('12779');
  await shop.add(...bunting, 40);
  const promised = await shop.total();
  const before = figure(await shop.balance().textContent());
  await shop.place.click();
  const receipt = page.getByRole('region', { name: 'Order placed' });
  await expect(receipt).toContainText('Booked exactly what the preview said');
  const rows = await receipt.locator('[data-entry=accrual][data-unit=points]').evaluateAll((all) => all.map((row) => Number(row.dataset.value)));
  expect(rows.reduce((sum, value) => sum + value, 0)).toBe(promised);
  expect(figure(await shop.balance().textContent())).toBe(before + promised);
  await expect(page.getByRole('heading', { name: 'Order placed' })).toBeFocused();

  await receipt.getByRole('button', { name: 'Return everything' }).click();
  await expect(receipt).toContainText('The goods came back');
  await expect.poll(async () => figure(await shop.balance().textContent())).toBe(before);
});

test('undo brings a removed line back; the cart outlives a reload', async ({ shop, page }) => {
  await shop.add(...bunting, 3);
  await shop.add(...holder, 2);
  await page.getByRole('button', { name: `Remove ${bunting[1]}` }).click();
  await expect(shop.lines).toHaveCount(1);
  await page.getByRole('region', { name: 'Order', exact: false }).getByRole('button', { name: 'Undo' }).first().click();
  await expect(shop.lines).toHaveCount(2);
  await page.reload();
  await shop.settled();
  await expect(shop.lines).toHaveCount(2);
  await page.getByRole('button', { name: 'Empty', exact: true }).click();
  await expect(page.getByText('Nothing in the order yet.')).toBeVisible();
});

test('a quantity that the engine refuses is explained at its line', async ({ shop, page }) => {
  await shop.add(...bunting, 3);
  const field = page.getByRole('textbox', { name: `Quantity of ${bunting[1]}` });
  await field.fill('-4');
  await field.press('Tab');
  await expect(shop.lines.first().getByRole('alert')).toBeVisible();
  await expect(shop.place).toBeDisabled();
  await field.fill('4');
  await field.press('Tab');
  await expect(shop.lines.first().getByRole('alert')).toHaveCount(0);
  await expect(shop.place).toBeEnabled();
});

test('a day before the last order shows the account as it was then', async ({ shop, page }) => {
  await shop.choose('16817');
  const today = figure(await shop.balance().textContent());
  await page.getByLabel('Order date').fill('2011-06-01');
  await page.getByLabel('Order date').press('Tab');
  await expect.poll(async () => figure(await shop.balance().textContent())).toBeLessThan(today);
});

test('the bands chart names where the order stands, and the table has the bands', async ({ shop, page }) => {
  await shop.choose('12779');
  await shop.add(...bunting, 40);
  const bands = page.getByRole('region', { name: 'Quarterly rebate' });
  await expect(bands.getByRole('img', { name: /before this order .*, with it / })).toBeVisible();
  await bands.getByText('The bands as a table').click();
  await expect(bands.getByRole('row')).toHaveCount(5);
  await expect(bands.getByRole('cell', { name: /^here, with/ })).toHaveCount(1);
});

test('an activity shows what it would bring, and brings it', async ({ shop, page }) => {
  await shop.choose('12779');
  const card = page.getByRole('region', { name: 'Beyond orders' });
  await card.getByLabel('Activity').selectOption('webinar');
  await card.getByLabel('About').fill('lighting-basics');
  await card.getByLabel('About').press('Tab');
  const { account } = await accountOf('12779', example('contractor'));
  const webinar = { id: 'page-1', at: '2011-12-09T13:00:00', type: 'webinar', subject: 'lighting-basics', quantity: '1' };
  const { points } = account.preview({ activity: webinar }).points;
  await expect(card).toContainText(`Would bring +${points} reward points`);
  const before = figure(await shop.balance().textContent());
  await card.getByRole('button', { name: 'Record it' }).click();
  await expect(card).toContainText('Webinar recorded');
  await expect.poll(async () => figure(await shop.balance().textContent())).toBe(before + points);
  await expect(card).toContainText('Would bring nothing now');
});

test('every example program runs the whole history', async ({ shop, page }) => {
  for (const name of await page.locator('#shop-example option').allTextContents()) {
    await shop.chooseProgram(name);
    await shop.settled();
    await expect(page.getByText('could not be posted')).toHaveCount(0);
    await page.getByRole('button', { name: /^Repeat the order of/ }).click();
    await expect(shop.headline).not.toHaveText('–');
    await page.getByRole('button', { name: 'Empty', exact: true }).click();
  }
});

test('the foot names the source and its licence', async ({ page }) => {
  await new ShopPage(page).open();
  const foot = page.getByRole('contentinfo');
  await expect(foot).toContainText('Online Retail');
  await expect(foot).toContainText('Daqing Chen');
  await expect(foot.getByRole('link', { name: 'CC BY 4.0' })).toHaveAttribute('href', /creativecommons/);
});
