// All of it without a mouse.
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
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Program' })).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Program' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('#program');
  await page.goBack();
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
