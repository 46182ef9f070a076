// WCAG 2.1 AA by axe in all views, light and dark; targets big enough for a thumb; nothing wider than the screen.
import AxeBuilder from '@axe-core/playwright';
import { AccountPage } from './account-page.js';
import { expect, test } from './shop-page.js';
import { openView } from './story.js';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

async function violations(page) {
  const { violations: found } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    test('the shop, empty and full', async ({ shop, page }) => {
      expect(await violations(page)).toEqual([]);
      await shop.choose('12779');
      await shop.add('47566', 'Party Bunting', 40);
      await shop.explainAll();
      expect(await violations(page)).toEqual([]);
      await shop.customer.click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await shop.place.click();
      await expect(page.getByRole('heading', { name: 'Order placed' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('the account: the company, a person with a report, the operator', async ({ page }) => {
      const account = new AccountPage(page);
      await account.open();
      await account.offer('voucher-10').getByRole('button', { name: 'Redeem' }).click();
      await account.offer('headset').getByRole('button', { name: 'Reserve' }).click();
      expect(await violations(page)).toEqual([]);
      await account.actAs('ana');
      await page.getByRole('textbox', { name: 'Serial number' }).fill('XY-1');
      await expect(page.locator('#claim-effect')).toContainText('Would bring');
      expect(await violations(page)).toEqual([]);
      await account.actAs('operator');
      await page.getByRole('button', { name: /^Reject/ }).first().click();
      expect(await violations(page)).toEqual([]);
    });

    test('plans, notices, prices and the books, with what is written in them', async ({ page }) => {
      await openView(page, 'account', 'membership');
      await page.getByRole('button', { name: 'Take the plan VIP package' }).click();
      await page.locator('#account-actor').selectOption('operator');
      expect(await violations(page)).toEqual([]);
      await openView(page, 'account', 'affiliate');
      await page.getByText('The same as data').click();
      expect(await violations(page)).toEqual([]);
      await openView(page, 'books', 'team');
      await page.getByRole('button', { name: /^Hold back/ }).first().click();
      await page.getByText(/^\d+ postings?$/).click();
      expect(await violations(page)).toEqual([]);
      await openView(page, 'shop', 'rewards');
      await page.getByRole('searchbox', { name: 'Search' }).fill('47566');
      await page.getByRole('button', { name: /^Add / }).first().click();
      await expect(page.locator('.prices')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('the rules in both languages', async ({ page }) => {
      await page.goto('./#rules');
      await expect(page.locator('.terms')).toBeVisible({ timeout: 30_000 });
      expect(await violations(page)).toEqual([]);
      await page.getByRole('radio', { name: 'Română' }).check();
      await expect(page.locator('.terms')).toHaveAttribute('lang', 'ro');
      expect(await violations(page)).toEqual([]);
    });

    test('the program, sound and broken', async ({ shop, page }) => {
      await shop.open('#program');
      await expect(page.getByText('No errors.')).toBeVisible();
      const editor = page.getByRole('textbox', { name: /Program document/ });
      await expect(editor).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await editor.focus();
      await page.keyboard.insertText('x');
      await expect(page.locator('.finding').first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test('everything to press is 44 pixels high and wide, and nothing scrolls sideways', async ({ shop, page }) => {
  await shop.choose('12779');
  await shop.add('47566', 'Party Bunting', 40);
  for (const view of ['Shop', 'Account', 'Books', 'Rules', 'Program']) {
    await page.getByRole('tab', { name: view }).click();
    if (view === 'Account') {
      await new AccountPage(page).open();
      await new AccountPage(page).actAs('ana');
    }
    if (view === 'Books') await expect(page.locator('#closing-title')).toBeVisible();
    if (view === 'Rules') await expect(page.locator('.terms')).toBeVisible();
    if (view === 'Program') await expect(page.getByText('No errors.')).toBeVisible();
    const small = await page.locator('button, select, input:not([type=checkbox], [type=file]), summary, label.switch, label.file').evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility())
        .map((one) => ({ what: one.outerHTML.slice(0, 80), ...one.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => width < 43.5 || height < 43.5)
        .map(({ what, width, height }) => `${width}x${height} ${what}`),
    );
    expect(small).toEqual([]);
    const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
    expect(scroll).toBeLessThanOrEqual(client);
  }
});
