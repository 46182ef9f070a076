// Terms and messages through the package, as a shop uses them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Program, textIn } from '../earnest.mjs';
import { document, order } from '../club.mjs';
import { plainTerms } from '../../../pkg-config/js/terms.js';
import { samples } from './samples.mjs';

test('the samples are documents of the format: what is wrong with them is that parts are not computed yet', async () => {
  for (const sample of Object.values(samples)) {
    const found = (await Program.check(sample)).filter(({ severity }) => severity === 'error');
    assert.deepEqual(found.filter(({ code }) => code !== 'not-built'), []);
  }
});

test('a program tells its terms, a scenario those that it changes', async () => {
  const program = await Program.load(document);
  const earning = ({ sections }) => sections.find(({ id }) => id === 'earning').sentences.map(({ text }) => text);
  assert.deepEqual(earning(await program.terms()), ['You get 1 point for every €1.00 you spend.']);
  const { title, sections, untold } = await program.terms({ language: 'ro' });
  assert.equal(title, 'club: termenii programului');
  assert.equal(sections[0].title, 'Despre acești termeni');
  assert.deepEqual(untold, []);
  const scenario = program.scenario({ change: [{ id: 'spend', earn: { points: 2, per: '1.00' } }] });
  assert.deepEqual(earning(await scenario.terms()), ['You get 2 points for every €1.00 you spend.']);
});

test('texts are found in a language', () => {
  const silver = { ro: 'Argint', en: 'Silver' };
  assert.deepEqual(['ro', 'ro-MD', 'EN', 'de', undefined].map((tag) => textIn(silver, tag)), ['Argint', 'Argint', 'Silver', 'Silver', 'Silver']);
  assert.equal(textIn('Silver', 'ro'), 'Silver');
  assert.equal(textIn({ 'ro-MD': 'Argint', de: 'Silber' }, 'ro'), 'Argint');
  assert.equal(textIn(undefined, 'ro'), undefined);
});

test('a preview and a posting have the messages of what they give', async () => {
  const version = {
    from: '2026-01-01',
    rules: [
      { id: 'spend', message: { en: 'Thank you', ro: 'Mulțumim' }, earn: { points: 1, per: '1.00' } },
      { id: 'large', message: 'A large one', when: { order: { amount: { atLeast: '500.00' } } }, earn: { points: 50 } },
      { id: 'off', message: 'Ten off', discount: { amount: '1.00' } },
    ],
    tiers: [{ id: 'club', metrics: [{ id: 'spend', of: 'amount' }], period: 'year', levels: [{ id: 'member' }, { id: 'silver', message: { en: 'Welcome', ro: 'Bun venit' }, at: { spend: '5.00' } }] }],
  };
  const program = await Program.load({ ...document, versions: [version] });
  const account = program.account('acme');
  const wanted = [
    { rule: 'spend', text: 'Mulțumim' },
    { rule: 'off', text: 'Ten off' },
    { level: 'silver', text: 'Bun venit' },
  ];
  assert.deepEqual(account.preview({ order }).messages({ language: 'ro' }), wanted);
  const posted = account.post({ order });
  assert.deepEqual(posted.outcome.messages({ language: 'ro' }), wanted);
  const again = posted.account.preview({ order: { ...order, id: '2' } });
  assert.deepEqual(again.messages(), [{ rule: 'spend', text: 'Thank you' }, { rule: 'off', text: 'Ten off' }], 'the level was reached before');
});

test('an account reads its own terms, and what a change of terms does to its orders', async () => {
  const spend = (points) => ({ id: 'spend', earn: { points, per: '1.00' } });
  const own = { id: 'own', reason: 'contract 7', when: { account: { id: 'ACME', tier: 'base', attributes: { region: 'north' } } }, change: [spend(3)] };
  const tiers = [{ id: 'club', metrics: [{ id: 'spend', of: 'amount' }], period: 'year', levels: [{ id: 'base' }, { id: 'top', at: { spend: 5000 } }] }];
  const program = await Program.load({ ...document, versions: [{ from: '2026-01-01', rules: [spend(1)], tiers, terms: [own] }, { from: '2027-01-01', rules: [spend(2)], tiers }] });
  const { account } = program.account({ account: 'ACME', attributes: { region: 'north' } }).post({ order });
  const told = async (reader) => plainTerms(await program.terms({ at: '2026-06-01', account: reader }));
  assert.match(await told(account), /contract 7/);
  assert.doesNotMatch(await told(program.account('OTHER')), /contract 7/);
  const { changed, removed, effect } = await program.changes({ from: '2026-06-01', to: '2027-01-01', account, orders: [order] });
  assert.deepEqual(changed.map(({ rule }) => rule), ['spend']);
  assert.deepEqual(removed.map(({ section }) => section), ['terms:own', 'terms:own']);
  const [{ before, after }] = effect;
  assert.deepEqual([before.points.points, after.points.points], [31, 21]);
});

test('a program tells its entries and refusals', async () => {
  const program = await Program.load(document);
  const posted = program.account('acme').post({ order });
  const texts = await program.texts({ language: 'ro' });
  assert.match(texts.entry(posted.entries[0]), /^spend: \d+ de puncte|^spend: \d+ puncte/);
  assert.throws(() => posted.account.post({ order }), (error) => texts.refusal(error) === 'Aceasta a fost deja înregistrată.');
});
