// Lines about an account, and what changes when the terms change.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { changes, languages, texts } from '../../../pkg-config/js/terms.js';
import { catalogues } from '../../../pkg-config/js/terms/voice.js';
import { samples } from './samples.mjs';

const root = new URL('../../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
/** The words of an enum in the sources. */
const words = (path, name) => [...read(path).match(new RegExp(`pub enum ${name} \\{([^}]*)\\}`))[1].matchAll(/= "([^"]+)"/g)].map(([, word]) => word);
const refusals = [...read('src/refusal.rs').match(/refusals! \{([^}]*)\}/)[1].matchAll(/= "([^"]+)"/g)].map(([, code]) => code);
const kinds = words('src/wire/entry.rs', 'EntryKind');
const steps = words('src/wire/result.rs', 'StepKind');
const document = samples.holdings;
const at = '2026-06-01T10:00:00';

for (const language of languages) {
  test(`every kind of entry, refusal and step has words in ${language}`, () => {
    const t = texts(document, { language });
    const lines = new Set();
    for (const kind of kinds) {
      for (const status of ['pending', 'available', 'reserved', undefined]) {
        for (const amount of [5, -5]) {
          lines.add(t.entry({ id: '1', at, kind, rule: 'spend', unit: 'points', amount, status, level: 'top', period: '2026-01-01..2026-03-31' }));
        }
      }
    }
    assert.ok(lines.size > kinds.length);
    assert.equal(new Set(refusals.map((code) => t.refusal({ code }))).size, refusals.length);
    assert.equal(t.refusal('something-new'), t.refusal('something-else'));
    for (const kind of steps) assert.ok(t.step({ rule: 'spend', kind, unit: 'points', amount: -3, base: '10.00', rate: '1/3' }, at).endsWith('.'));
    for (const key of Object.keys(catalogues[language].messages).filter((one) => one.startsWith('notice.') && one !== 'notice.missing')) {
      t.notice({ code: key.slice(7), what: 'hamper', unit: 'points', amount: 5, count: 2, missing: '5', gain: '2', by: '2026-06-30', level: 'top' });
    }
    assert.deepEqual([...t.voice.missing], []);
  });
}

const entry = (more) => ({ id: '1', at, rule: 'spend', unit: 'points', amount: 200, kind: 'accrual', ...more });

test('a statement reads well', () => {
  const told = (language) => {
    const t = texts(document, { language });
    return [
      entry({ status: 'pending' }),
      entry({ holder: 'pool:north', partner: 'fuel-co', term: 'popescu' }),
      entry({ rule: 'co-op', unit: 'fund:marketing', amount: '4.00', status: 'available' }),
      entry({ kind: 'redemption', rule: 'drill', amount: -12000 }),
      entry({ kind: 'redemption', rule: 'redemption', unit: 'reward:drill', amount: 2 }),
      entry({ kind: 'settlement', rule: 'volume', unit: 'rebate', amount: '12.50', period: '2026-01-01..2026-12-31' }),
      entry({ kind: 'adjustment', amount: -1, reason: 'counted twice' }),
      entry({ kind: 'claim', rule: 'claim', unit: 'fund:marketing', amount: '-2.00' }),
      entry({ kind: 'tier', rule: 'ladder', unit: 'tier', amount: 0, level: 'top' }),
    ].map((one) => t.entry(one).replaceAll(/[\u00a0\u202f]/g, ' '));
  };
  assert.deepEqual(told('en'), [
    'Spend: 200 points, not usable yet',
    'Spend: 200 points (the pool of the team “north”; at “Fuel & Co”; by what was agreed: “Agreement with Popescu”)',
    'co op: €4.00 in the fund “Marketing”',
    'Spent on “Cordless drill”: 12,000 points',
    'Received for points: 2 times “Cordless drill”',
    'Volume, from 1 January 2026 to 31 December 2026: €12.50',
    'Correction: 1 point less (reason: counted twice)',
    'Paid from the fund “Marketing”: €2.00',
    'Your level is “top”',
  ]);
  assert.deepEqual(told('ro'), [
    'Cumpărături: 200 de puncte, încă nu se pot folosi',
    'Cumpărături: 200 de puncte (fondul comun al echipei „north”; la „Fuel & Co”; după cum s-a convenit: „Înțelegerea cu Popescu”)',
    'co op: 4,00 EUR în fondul „Promovare”',
    'Cheltuit pe „Mașină de găurit cu acumulator”: 12.000 de puncte',
    'Primit în schimbul punctelor: 2 × „Mașină de găurit cu acumulator”',
    'Volume, de la 1 ianuarie 2026 până la 31 decembrie 2026: 12,50 EUR',
    'Corecție: minus 1 punct (motiv: counted twice)',
    'Plătit din fondul „Promovare”: 2,00 EUR',
    'Nivelul dumneavoastră este „top”',
  ]);
});

test('notices are told in what is counted', () => {
  const t = texts(document);
  assert.equal(t.notice({ code: 'points-expire', what: 'points', unit: 'points', amount: 40, by: '2026-06-30' }), 'Use 40 points by 30 June 2026: what is left after that day is lost.');
  const near = { code: 'tier-near', what: 'ladder', level: 'top', metrics: [{ metric: 'spend', has: '900.00', needs: '1000.00', missing: '100.00' }], by: '2026-12-31' };
  assert.equal(t.notice(near), 'You are close to “top”: you only need €100.00 of “spend” more by 31 December 2026.');
  assert.equal(t.notice({ code: 'band-near', what: 'growth', unit: 'rebate', missing: '250.00', gain: '21.00' }), 'growth: with €250.00 more you get €21.00 more.');
  assert.equal(t.notice({ code: 'reward-near', what: 'drill', unit: 'points', amount: 12000, missing: '300', holder: 'person:ana' }), '“ana”: For “Cordless drill” you need only 300 points more.');
});

test('who gets what is told, and why the account’s choice moved it', () => {
  const t = texts(document);
  const outcome = { at, steps: [{ rule: 'spend', kind: 'award', unit: 'points', amount: 100 }], beneficiaries: [{ rule: 'spend', unit: 'points', amount: 100, to: 'pool:north' }] };
  const event = { order: { participant: 'ana' } };
  const why = (consent, how = outcome) => t.shares(how, { consent, event }).map(({ text }) => text);
  assert.deepEqual(why({ give: 'pool' }), [
    'Spend: the pool of the team “north” gets 100 points.',
    'Spend: your company has chosen that what its people earn goes into a common pool, so this goes there.',
  ]);
  assert.deepEqual(why({ give: 'off' }, { ...outcome, beneficiaries: [] }), ['Spend: your company has chosen to keep for itself what its people earn, so it gets this.']);
  const capped = { ...outcome, beneficiaries: [{ rule: 'spend', unit: 'points', amount: 60, to: 'person:ana' }] };
  assert.deepEqual(why({ give: 'capped', most: '50.00', over: 'forfeit' }, capped).at(-1), 'Spend: your company lets each person receive at most €50.00 a year. What goes beyond that is not given.');
  capped.beneficiaries[0].amount = 100;
  assert.equal(why({ give: 'capped', most: '50.00' }, capped).length, 1);
  assert.equal(why({ give: 'all' }).length, 1);
  assert.deepEqual(t.shares({ ...outcome, beneficiaries: [] }, { consent: { give: 'off' }, event: { order: {} } }), [], 'nobody was named');
});

test('two versions beside each other: what comes, goes and changes', () => {
  const rules = (points) => [{ id: 'spend', name: 'Spend', earn: { points, per: '1.00' }, limits: { caps: [{ most: 100, per: 'order' }] } }];
  const versions = [
    { from: '2026-01-01', rules: [...rules(1), { id: 'gone', name: 'Gone', earn: { points: 5 } }], returns: { within: { months: 6 } } },
    { from: '2027-01-01', rules: [{ id: 'new', name: 'New', earn: { points: 7 } }, ...rules(2)], returns: { within: { months: 3 } } },
  ];
  const short = { ...document, points: [], funds: [], partners: [], versions };
  const { added, removed, changed, language } = changes(short, { from: '2026-06-01' });
  const said = (sentences) => sentences.map(({ text }) => text);
  assert.equal(language, 'en');
  assert.deepEqual(added.map(({ rule, title }) => [rule, title]), [['new', 'New']]);
  assert.deepEqual(removed.map(({ rule, sentences }) => [rule, said(sentences)]), [['gone', ['Gone', 'You get 5 points for each order.']]]);
  assert.deepEqual(changed.map(({ rule, section, before, after }) => [rule ?? section, said(before), said(after)]), [
    ['spend', ['You get 1 point for every €1.00 you spend.'], ['You get 2 points for every €1.00 you spend.']],
    ['returns', ['Goods can be returned for 6 months after the order.'], ['Goods can be returned for 3 months after the order.']],
  ]);
  assert.deepEqual(changes(short, { from: '2027-01-01' }), { language: 'en', from: '2027-01-01', to: undefined, added: [], removed: [], changed: [] });
  const draft = { ...short, versions: [versions[0]] };
  assert.deepEqual(changes(short, { from: '2027-06-01', next: draft, language: 'ro' }).added.map(({ rule }) => rule), ['gone']);
});
