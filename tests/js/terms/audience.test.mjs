// Who reads what: nobody reads what was agreed with somebody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages, plainTerms, terms } from '../../../pkg-config/js/terms.js';
import { holdsFor, isForOthers } from '../../../pkg-config/js/terms/audience.js';
import { days, samples } from './samples.mjs';

const { holdings } = samples;
const told = (options) => plainTerms(terms(holdings, { at: days.holdings, ...options }));

for (const language of languages) {
  test(`a member reads nothing of others in ${language}`, () => {
    for (const account of [undefined, { id: 'ACME' }, { id: 'ACME', attributes: {}, pilots: {}, links: {}, plan: null, levels: [] }]) {
      const text = told({ language, account });
      assert.doesNotMatch(text, /popescu|framework|7\s?%|A-1|0[.,]008/i);
      assert.ok(!text.includes('hamper\n'), 'a reward for one account');
    }
  });

  test(`a member reads what was agreed with it in ${language}`, () => {
    const text = told({ language, account: { id: 'POPESCU' } });
    assert.match(text, /framework contract 12\/2026/);
    assert.match(text, /7\s?%/);
    assert.doesNotMatch(text, /a trial/);
    const tester = told({ language, account: { id: 'B', attributes: { region: 'north' }, pilots: { 'spring-test': 'test' } } });
    assert.match(tester, /a trial/);
    assert.doesNotMatch(tester, /framework/);
  });
}

test('a rule points to what was agreed instead of it', () => {
  const { sections } = terms(holdings, { at: days.holdings, account: { id: 'POPESCU' } });
  const trade = sections.find(({ id }) => id === 'discounts').sentences.filter(({ rule }) => rule === 'trade');
  assert.equal(trade.at(-1).text, 'For you something else was agreed: see “Agreement with Popescu”.');
  const own = sections.find(({ id }) => id === 'terms:popescu').sentences;
  assert.equal(own.find(({ rule, heading }) => rule === 'volume' && !heading).path, '$.versions[0].terms[0].change[0].rebate.rate');
});

test('what a condition asks of an account is told apart from what is not known', () => {
  const ladders = [{ levels: [{ id: 'base' }, { id: 'silver' }, { id: 'gold' }] }];
  const known = { id: 'A', attributes: { region: 'north' }, levels: ['silver'], links: { referrer: 'B' }, plan: 'pro', pilots: { p: 'control' } };
  const asks = [
    [{ id: 'A' }, true],
    [{ id: { not: ['A'] } }, false],
    [{ tier: 'gold' }, false],
    [{ tier: { atLeast: 'silver' } }, true],
    [{ tier: { atLeast: 'gold' } }, false],
    [{ attributes: { region: ['north', 'south'] } }, true],
    [{ attributes: { size: { not: 'small' } } }, true],
    [{ linked: 'referrer', plan: 'pro' }, true],
    [{ pilot: 'p' }, false],
    [{ pilot: { of: 'p', group: 'control' } }, true],
  ];
  for (const [account, expected] of asks) {
    assert.equal(holdsFor({ account }, known, ladders), expected, JSON.stringify(account));
    if (account.id === undefined) assert.equal(holdsFor({ account }, { id: 'A' }, ladders), null, JSON.stringify(account));
  }
  assert.equal(holdsFor({ any: [{ account: { id: 'A' } }, { account: { plan: 'pro' } }] }, { id: 'A' }), true);
  assert.equal(holdsFor({ not: { account: { plan: 'pro' } } }, { id: 'A' }), null);
  assert.equal(holdsFor({ order: {} }, known), null);
  assert.equal(isForOthers({ account: { id: ['A', 'B'] } }, { id: 'B' }), false);
  assert.equal(isForOthers({ all: [{ account: { id: 'A' } }] }, { id: 'B' }), true);
  assert.equal(isForOthers({ any: [{ account: { id: 'A' } }, { category: 'paint' }] }, undefined), false);
  assert.equal(isForOthers({ account: { id: { not: 'A' } } }, undefined), false);
});
