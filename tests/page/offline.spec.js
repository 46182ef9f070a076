// After the first visit the page needs no connection, and it tells when a newer version has come.
import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as bare } from '@playwright/test';
import { serve } from '../../pkg-config/tasks/serve.mjs';
import { ShopPage, expect, figure, test } from './shop-page.js';

async function kept(page, url = './') {
  await page.goto(url);
  await new ShopPage(page).settled();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), { timeout: 30_000 }).toBe('activated');
}

test('without a connection it loads again and previews an order', async ({ page, context }) => {
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  const shop = new ShopPage(page);
  await shop.settled();
  await shop.choose('12779');
  await shop.add('47566', 'Party Bunting', 40);
  expect(figure(await page.locator('.headline-figure').textContent())).toBeGreaterThan(0);
  await page.getByRole('tab', { name: 'Rules' }).click();
  await expect(page.locator('.terms')).toBeVisible();
  await page.getByRole('tab', { name: 'Account' }).click();
  await expect(page.locator('#balances-title')).toBeVisible();
  await page.getByRole('tab', { name: 'Program' }).click();
  await expect(page.getByRole('textbox', { name: /Program document/ })).toBeVisible();
});

test('it can be installed: a manifest with icons that are there', async ({ page, request, baseURL }) => {
  await page.goto('./');
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await request.get(new URL(href, baseURL).href)).json();
  expect(manifest).toMatchObject({ short_name: 'Earnest', display: 'standalone', start_url: './' });
  expect(manifest.icons.map(({ purpose }) => purpose)).toEqual(expect.arrayContaining(['any', 'maskable']));
  for (const { src } of manifest.icons) expect((await request.get(new URL(src, new URL(href, baseURL)).href)).status()).toBe(200);
});

bare('a newer version is offered, and taken when somebody wants it', async ({ page }, info) => {
  // A copy of the page of its own, since a release changes what the server gives.
  const folder = info.outputPath('released');
  cpSync(fileURLToPath(new URL('../../www/dist', import.meta.url)), folder, { recursive: true });
  const { url, stop } = await serve(folder, { port: 0 });
  try {
    await kept(page, url);
    await page.reload();
    const later = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    const notice = page.locator('.notice');
    appendFileSync(join(folder, 'sw.js'), '\n// released later');
    await later();
    await expect(notice).toContainText('A new version of this page is here.');
    await notice.getByRole('button', { name: 'Later' }).click();
    await expect(notice).toHaveCount(0);
    await page.reload();
    await expect(notice).toBeVisible();
    const loaded = page.waitForEvent('load');
    await notice.getByRole('button', { name: 'Load it' }).click();
    await loaded;
    await new ShopPage(page).settled();
    await expect(notice).toHaveCount(0);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting)).toBeNull();
  } finally {
    await stop();
  }
});
