// All of it without a mouse.
import { AccountPage } from './account-page.js';
import { product } from './expected.js';
import { expect, test } from './shop-page.js';

const name = product('47566').name;

test('from the customer to the placed order by keyboard alone', async ({ shop, page }) => {
  await shop.customer.focus();
  await page.keyboard.press('ArrowDown');
  await expect(shop.customer).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.type('poland');
  await expect(page.locator('#customer-list').getByRole('option')).toHaveText([/Customer 12779/]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Customer 12779' })).toBeVisible();
  await expect(shop.customer).toHaveAttribute('aria-expanded', 'false');
  await shop.settled();

  await tabTo(page, 'Search');
  await page.keyboard.type('47566');
  await tabTo(page, `Add ${name}`);
  await page.keyboard.press('Enter');
  await tabTo(page, `Quantity of ${name}`);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('textbox', { name: `Quantity of ${name}` })).toHaveValue('12');

  await tabTo(page, /Why\?/);
  await page.keyboard.press('Enter');
  await expect(page.locator('.steps').first()).toBeVisible();

  await tabTo(page, 'Double points this week');
  await page.keyboard.press('Space');
  await expect(page.getByRole('switch', { name: 'Double points this week' })).toBeChecked();

  await tabTo(page, 'Place order');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Order placed' })).toBeFocused();
});

test('the list of customers closes with Escape and keeps the customer', async ({ shop, page }) => {
  const before = await shop.customer.inputValue();
  await shop.customer.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('zzz');
  await expect(page.getByText('Nobody by that name')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shop.customer).toHaveValue(before);
  await expect(shop.customer).toBeFocused();
});

test('tabs: arrows move and show, the address follows, back goes back', async ({ shop, page }) => {
  await page.getByRole('tab', { name: 'Shop' }).focus();
  for (const [name, hash] of [['Account', '#account'], ['Books', '#books'], ['Rules', '#rules'], ['Program', '#program']]) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name })).toBeFocused();
    await expect(page.getByRole('tabpanel', { name })).toBeVisible();
    expect(new URL(page.url()).hash).toBe(hash);
  }
  for (let back = 0; back < 4; back += 1) await page.goBack();
  await expect(page.getByRole('tabpanel', { name: 'Shop' })).toBeVisible();
  await shop.settled();
});

test('removing a line moves the focus to the next one', async ({ shop, page }) => {
  await shop.add('47566', name, 2);
  await shop.add('85123A', product('85123A').name, 2);
  // The newest line comes first.
  await page.getByRole('button', { name: `Remove ${product('85123A').name}` }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Remove ${name}` })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Order/ })).toBeFocused();
});

test('whoever tabs into the editor can tab out of it', async ({ shop, page }) => {
  await shop.open('#program');
  const editor = page.getByRole('textbox', { name: /Program document/ });
  await editor.focus();
  await page.keyboard.press('Tab');
  await expect(editor).not.toBeFocused();
});

test('a reward by keyboard alone: who acts, redeem, undo', async ({ page }) => {
  const account = new AccountPage(page);
  await account.open();
  await account.actor.focus();
  const before = await account.balance();
  await tabTo(page, 'Redeem Coffee for the team');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-done=rewards]')).toBeVisible();
  expect(await account.balance()).toBe(before - 150);
  // The note stands before the list, so its undo is a few steps back.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-done=rewards]')).toContainText('was given back');
  expect(await account.balance()).toBe(before);
});

test('the focus goes on where a row was decided', async ({ page }) => {
  const account = new AccountPage(page);
  await account.open();
  await account.actAs('operator');
  const claims = page.locator('.claim');
  for (let left = (await claims.count()) - 1; left >= 0; left -= 1) {
    await claims.first().getByRole('button', { name: /^Approve/ }).focus();
    await page.keyboard.press('Enter');
    await expect(claims).toHaveCount(left);
    await expect.poll(() => page.evaluate(() => document.activeElement.closest('[aria-labelledby=claims-title]') !== null)).toBe(true);
  }
  await expect(page.getByRole('heading', { name: 'Claims to decide' })).toBeFocused();
});

/** Presses Tab until something of that name has the focus: it must be on the way. */
async function tabTo(page, wanted) {
  const matches = (label) => (typeof wanted === 'string' ? label === wanted : wanted.test(label));
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const at = document.activeElement;
      const own = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent;
      return own.replaceAll(/\s+/g, ' ').trim();
    });
    if (matches(label)) return;
  }
  throw new Error(`Tab never reached ${wanted}`);
}
