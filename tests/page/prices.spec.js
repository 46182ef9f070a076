// Net prices, paying with points, and messages: each figure is the engine's of the same order.
import { costOf } from '../../www/app/shop/prices.js';
import { expect, figure, test } from './shop-page.js';
import { openView, storyIn } from './story.js';

async function fill(page, sku, quantity) {
  await page.getByRole('searchbox', { name: 'Search' }).fill(sku);
  await page.getByRole('button', { name: /^Add / }).first().click();
  await page.locator('.stepper input').first().fill(String(quantity));
  await page.locator('.stepper input').first().press('Tab');
}

test('what a line really costs, and what it leaves to the operator', async ({ page }) => {
  const { account, at, goods } = await storyIn('rewards');
  const { price, category } = goods.bySku.get('47566');
  const line = { sku: '47566', quantity: '40', unitPrice: price };
  const prices = account.preview({ order: { id: 'page-1', at, attributes: { channel: 'web' }, lines: [{ ...line, category, ...costOf(line) }] } }).netPrices();
  await openView(page, 'shop', 'rewards');
  await fill(page, '47566', 40);
  for (const part of ['price', 'contribution']) expect(figure(await page.locator(`.prices [data-price=${part}]`).textContent())).toBe(Number(prices.total[part]));
  expect(figure(await page.locator('.prices [data-price=points]').textContent())).toBe(-Number(prices.total.points));
  await expect(page.locator('[data-net]')).toHaveAttribute('data-net', prices.lines[0].price);
  await expect(page.locator('.prices .invented')).toBeVisible();
  await expect(page.locator('[data-floor]')).toContainText('12 %');
  await page.locator('#shop-example').selectOption('contractor');
  await expect(page.locator('.prices')).toHaveCount(0);
});

test('part of an order is paid with points, or refused with why', async ({ page }) => {
  await openView(page, 'shop', 'rewards');
  await fill(page, '47566', 100);
  await expect(page.locator('.messages')).toContainText('two weeks later');
  await page.locator('#paying').fill('400');
  await page.locator('#paying').press('Tab');
  await expect(page.locator('.result .problem')).toContainText('cannot-pay');
  await page.getByRole('button', { name: 'None' }).click();
  await page.locator('.paying .button').click();
  const paid = -figure(await page.locator('[data-paid]').textContent());
  const before = figure(await page.locator('[data-balance=points]').textContent());
  await page.getByRole('region', { name: 'This order earns' }).getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: 'Order placed' })).toBeVisible();
  const rows = page.locator('[data-entry=redemption]');
  const spent = await rows.evaluateAll((all) => all.reduce((sum, one) => sum + Number(one.dataset.value), 0));
  expect(spent).toBe(-paid / 0.005);
  expect(before).toBeGreaterThan(-spent);
});
