// What the account is told and can choose: notices, plans, entry, pilots, consent, others, and what is booked by hand.
import { expect, figure, test } from './shop-page.js';
import { openView, storyIn } from './story.js';

test('notices are the engine’s, in English and Romanian', async ({ page }) => {
  const { program, account, at } = await storyIn('rewards');
  const notices = account.notices(at);
  expect(notices.length).toBeGreaterThan(1);
  await openView(page, 'account', 'rewards');
  for (const language of ['en', 'ro']) {
    const texts = await program.texts({ language });
    await page.locator(`[name=notices-language][value=${language}]`).check();
    await expect(page.locator('.notice-line p').first()).toHaveAttribute('lang', language);
    await expect(page.locator('.notice-line p').first()).toHaveText(texts.notice(notices[0]));
  }
  await page.getByText('The same as data').click();
  expect(JSON.parse(await page.locator('.data').textContent())[0]).toMatchObject({ code: notices[0].code, what: notices[0].what });
});

test('a plan: what it would have been worth, taken, its services used, left', async ({ page }) => {
  const { account, entries, at } = await storyIn('membership');
  await openView(page, 'account', 'membership');
  const gift = entries.find(({ cause }) => cause === 'joined');
  expect(gift.unit).toBe('reward:welcome-box');
  await expect(page.locator('.joined')).toContainText('A box of new ranges');
  await expect(page.locator('.joined .invented')).toBeVisible();
  for (const plan of ['plus', 'vip']) {
    const worth = account.planWorth(plan, { at });
    for (const part of ['bought', 'gained', 'net', 'breakEven']) {
      expect(figure(await page.locator(`[data-plan=${plan}] [data-worth-of=${part}]`).textContent())).toBe(Number(worth[part]));
    }
  }
  await page.getByRole('button', { name: 'Take the plan VIP package' }).click();
  await expect(page.locator('[data-plan-taken=vip]')).toBeVisible();
  await expect(page.locator('.entry').first()).toContainText('£480.00');
  const samples = page.locator('[data-service=samples]');
  await expect(samples).toContainText('6 of 6 left');
  await samples.getByRole('button').click();
  await expect(samples).toContainText('5 of 6 left');
  await page.getByRole('tab', { name: 'Shop' }).click();
  await expect(page.locator('[data-plan-of=vip]')).toContainText('Sample boxes: 1 of 6 used');
  await page.getByRole('tab', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Leave the plan' }).click();
  await expect(page.locator('[data-plan-taken]')).toHaveCount(0);
});

test('pilots: the group that the engine drew', async ({ page }) => {
  for (const customer of ['15749', '12415']) {
    const { account } = await storyIn('terms', customer);
    await openView(page, 'account', 'terms', customer);
    await expect(page.locator('[data-pilot=storage-pilot]')).toHaveAttribute('data-group', account.pilots['storage-pilot'] ?? '');
  }
});

test('consent: what a person may receive, and why the rest goes elsewhere', async ({ page }) => {
  test.slow();
  await openView(page, 'account', 'education');
  await page.locator('#consent-give').selectOption('capped');
  await page.locator('#consent-most').fill('1.00');
  await page.locator('#consent-most').press('Tab');
  await page.locator('#account-actor').selectOption('ana');
  await page.locator('#claim-type').selectOption('sale');
  await page.getByRole('textbox', { name: 'Invoice' }).fill('AB-1');
  await expect(page.locator('#claim-effect')).toContainText('for Ana');
  await expect(page.locator('#claim-effect')).toContainText('for the company');
  await expect(page.locator('.shares')).toContainText('at most');
});

test('others: what they got is what was handed on, what came is what was credited', async ({ page }) => {
  const { entries } = await storyIn('affiliate');
  await openView(page, 'account', 'affiliate');
  const got = entries.filter(({ kind, unit, rule }) => kind === 'credit' && unit === 'points' && rule === 'referral-joined');
  expect(got.length).toBeGreaterThan(0);
  const shown = await page.locator('[data-side=got][data-rule=referral-joined] .entry-amount').evaluateAll((all) => all.map((one) => one.firstChild.nextSibling.textContent));
  expect(shown.reduce((sum, text) => sum + Number(text.replaceAll(/[^\d]/g, '')), 0)).toBe(got.reduce((sum, { amount }) => sum + amount, 0));
});

test('the operator corrects a balance and a person leaves; the statement says why', async ({ page }) => {
  test.slow();
  await openView(page, 'account', 'team');
  await page.locator('#account-actor').selectOption('operator');
  await page.locator('#by-hand-amount').fill('50');
  await page.locator('#by-hand-reason').fill('counted twice');
  await page.getByRole('button', { name: 'Book it' }).click();
  await expect(page.locator('[data-done=by-hand]')).toBeVisible();
  await expect(page.locator('.entry').first()).toContainText('“counted twice”');
  await expect(page.locator('.entry').first()).toContainText('+50');
  await page.locator('#by-hand-kind').selectOption('leave');
  await page.getByRole('button', { name: 'Book it' }).click();
  await expect(page.locator('.entry').first()).toContainText('Ana left');
  await expect(page.locator('#account-actor option[value=ana]')).toHaveCount(0);
});

test('who has not joined is refused, and joins', async ({ page }) => {
  await openView(page, 'shop', 'membership');
  await page.locator('#date').fill('2010-11-30');
  await page.locator('#date').press('Tab');
  await page.getByRole('tab', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { name: 'Act as the operator' }).click();
  await page.getByRole('button', { name: 'Approve the application' }).click();
  await expect(page.locator('.joined')).toContainText('30 Nov 2010');
  await expect(page.locator('.joined')).toContainText('A box of new ranges');
});
