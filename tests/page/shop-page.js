// The page as the tests handle it; every test also fails on any complaint on the console and any request elsewhere.
import { test as base, expect } from '@playwright/test';

export { expect };

export const test = base.extend({
  page: async ({ page, baseURL }, use) => {
    const complaints = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(baseURL) && !url.startsWith('blob:')) complaints.push(`foreign request: ${url}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
  shop: async ({ page }, use) => {
    const shop = new ShopPage(page);
    await shop.open();
    await use(shop);
  },
});

/** "+1,240" or "−£14.56" -> a number. */
export const figure = (text) => Number(text.replaceAll('\u2212', '-').replaceAll(/[^\d.-]/g, ''));

export class ShopPage {
  constructor(page) {
    this.page = page;
    this.customer = page.getByRole('combobox', { name: 'Customer' });
    this.lines = page.locator('.line[data-sku]');
    this.headline = page.locator('.headline-figure');
    this.promotions = page.getByRole('region', { name: 'Promotions' });
    this.hints = page.locator('.hint');
    this.place = page.getByRole('region', { name: 'This order earns' }).getByRole('button', { name: 'Place order' });
  }

  async open(hash = '') {
    await this.page.goto(`./${hash}`);
    if (hash !== '#program') await this.settled();
  }

  /** The history is posted and the account is shown. */
  async settled() {
    await expect(this.page.locator('.account[aria-busy=false] .figures').first()).toBeVisible();
  }

  async choose(id) {
    await this.customer.click();
    await this.customer.fill(id);
    await this.page.getByRole('option').filter({ hasText: id }).click();
    await expect(this.page.getByRole('heading', { name: `Customer ${id}` })).toBeVisible();
    await this.settled();
  }

  async chooseProgram(name) {
    await this.page.locator('#shop-example').selectOption({ label: name });
  }

  /** Puts a product in the order and sets its quantity. */
  async add(sku, name, quantity = 1) {
    await this.page.getByRole('searchbox', { name: 'Search' }).fill(sku);
    await this.page.getByRole('button', { name: `Add ${name}`, exact: true }).click();
    const field = this.page.getByRole('textbox', { name: `Quantity of ${name}` });
    await field.fill(String(quantity));
    await field.press('Tab');
    await expect(this.headline).not.toHaveText('–');
  }

  async total() {
    return figure(await this.headline.textContent());
  }

  balance(currency = 'points') {
    return this.page.locator(`[data-balance=${currency}]`);
  }

  /** Opens every "Why?" of the order. */
  async explainAll() {
    const closed = this.page.locator('.why[aria-expanded=false]');
    for (let left = await closed.count(); left > 0; left -= 1) {
      await closed.first().click();
      await expect(closed).toHaveCount(left - 1);
    }
  }
}
