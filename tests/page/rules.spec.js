// The rules in plain words: the package's own sentences, in two languages, each with the way to its place.
import { Program } from '#earnest';
import { example } from './expected.js';
import { expect, test } from './shop-page.js';

const contractor = example('contractor');

test.beforeEach(async ({ page }) => {
  await page.goto('./#rules');
  await expect(page.locator('.terms')).toBeVisible({ timeout: 30_000 });
});

for (const [language, name] of [['en', 'English'], ['ro', 'Română']]) {
  test(`every sentence is the package's, in ${name}`, async ({ page }) => {
    const told = await (await Program.load(contractor)).terms({ language, at: '2011-12-09' });
    await page.getByRole('radio', { name }).check();
    await expect(page.locator('.terms')).toHaveAttribute('lang', language);
    await expect(page.locator('#terms-title')).toHaveText(told.title);
    const wanted = told.sections.flatMap(({ sentences }) => sentences.map(({ text }) => text));
    expect(await page.locator('.sentence > div > :is(p, h4)').allTextContents()).toEqual(wanted);
  });
}

test('a sentence leads to its place in the program', async ({ page }) => {
  await page.getByRole('button', { name: /Show in the program: 5 points for every full dozen/ }).first().click();
  await expect(page.getByRole('tabpanel', { name: 'Program' })).toBeVisible();
  await expect(page.locator('.cm-activeLine').first()).toContainText('"name"');
  await expect(page.locator('.cm-activeLine + .cm-line').first()).toContainText('5 points for every full dozen of lighting');
  await expect(page.getByRole('textbox', { name: /Program document/ })).toBeFocused();
});

test('what is changed in the program is told anew', async ({ page }) => {
  await page.getByRole('tab', { name: 'Program' }).click();
  const editor = page.getByRole('textbox', { name: /Program document/ });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(contractor.replace('"earn": { "points": 1, "per": "1.00" }', '"earn": { "points": 7, "per": "1.00" }'));
  await expect(page.getByText('No errors.')).toBeVisible();
  await page.getByRole('tab', { name: 'Rules' }).click();
  await expect(page.locator('.terms')).toContainText('7 points for every £1.00');
});

test('on paper stand the rules and nothing else', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.terms')).toBeVisible();
  for (const gone of ['.top', '.rules-tools', '.terms-nav', '.foot']) await expect(page.locator(gone)).toBeHidden();
  await expect(page.locator('.sentence .button').first()).toBeHidden();
});
