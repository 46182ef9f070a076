// Changes for some through the package: told in words, handed over with an account, drawn by lot.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Program, ProgramError } from './earnest.mjs';

const document = {
  earnest: 1, id: 'terms', currency: 'EUR', timeZone: 'Europe/Bucharest',
  versions: [
    { from: '2025-01-01', rules: [{ id: 'old', earn: { points: 1, per: 10 } }] },
    {
      from: '2026-01-01',
      rules: [{ id: 'spend', name: 'Spend', earn: { points: 1, per: '1.00' } }, { id: 'volume', name: 'Volume', rebate: { over: 'year', rate: '1 %' } }],
      tiers: [{ id: 'club', metrics: [{ id: 'spend', of: 'amount' }], period: 'year', levels: [{ id: 'base' }, { id: 'top', at: { spend: 1000 } }] }],
      pilots: [{ id: 'spring-test', share: '10 %', control: '10 %' }],
      terms: [{
        id: 'popescu', name: 'Agreement with Popescu', reason: 'framework contract 12/2026', when: { account: { id: 'POPESCU' } },
        change: [{ id: 'spend', name: 'Your spend', earn: { points: 2, per: '1.00' } }, { id: 'volume', rebate: { over: 'year', rate: '3 %' } }],
        tiers: [{ id: 'club', metrics: [{ id: 'spend', of: 'amount' }], period: 'year', levels: [{ id: 'base' }, { id: 'top', at: { spend: 100 } }] }],
      }],
    },
  ],
};
const order = { order: { id: 'o', at: '2026-03-01T10:00:00', lines: [{ sku: 'A', unitPrice: '100.00' }] } };

test('a step names the terms and their reason', async () => {
  const program = await Program.load(document);
  const preview = program.account('POPESCU').preview(order);
  assert.deepEqual(preview.points, { points: 200 });
  assert.deepEqual(preview.steps.map(({ rule, term }) => [rule, term]), [['spend', 'popescu'], ['volume', 'popescu']]);
  assert.deepEqual(preview.steps.map((step) => preview.explain(step)), [
    "Your spend: 200 points on 100.00 at 2, by your terms 'Agreement with Popescu' (framework contract 12/2026).",
    "Volume: 3.00 more for the period, on 100.00, by your terms 'Agreement with Popescu' (framework contract 12/2026).",
  ]);
  assert.equal(preview.tiers[0].term, 'popescu');
  assert.equal(preview.tiers[0].after, 'top');
  assert.equal(preview.accruals[0].term, 'popescu');
  const other = program.account('ACME').preview(order);
  assert.deepEqual(other.steps.map((step) => [step.term, other.explain(step)]), [
    [undefined, 'Spend: 100 points on 100.00 at 1.'],
    [undefined, 'Volume: 1.00 more for the period, on 100.00.'],
  ]);
  assert.equal(other.tiers[0].term, undefined);
});

test('terms are handed over with an account', async () => {
  const program = await Program.load(document);
  const own = { id: 'acme', reason: 'agreed by telephone', when: { account: { id: 'ACME' } }, change: [{ id: 'spend', earn: { points: 5, per: '1.00' } }] };
  const scenario = program.scenario({ terms: [own] });
  const posted = scenario.account('ACME').post(order);
  assert.deepEqual(posted.outcome.points, { points: 500 });
  assert.equal(posted.entries[0].term, 'acme');
  // The state goes on, with the terms and without.
  const back = { return: { id: 'r', at: '2026-03-02', order: 'o' } };
  assert.deepEqual(scenario.account(posted.state).preview(back).points, { points: -500 });
  assert.deepEqual(scenario.account('POPESCU').preview(order).points, { points: 200 });
  assert.deepEqual(program.account('ACME').whatIf(order, scenario).difference.points, { points: 400 });
});

test('a what-if acts on everybody, and terms on what it leaves', async () => {
  const program = await Program.load(document);
  const points = (id, changes) => program.account(id).whatIf(order, changes).with.points.points;
  assert.equal(points('ACME', { change: [{ id: 'spend', earn: { points: 3, per: '1.00' } }] }), 300);
  assert.equal(points('POPESCU', { change: [{ id: 'spend', earn: { points: 3, per: '1.00' } }] }), 200);
  assert.equal(points('POPESCU', { remove: ['spend'] }), 0);
});

test('what is wrong with terms that are handed over is told at its place in them', async () => {
  const program = await Program.load(document);
  const terms = [{ id: 'a', reason: 'r', when: { account: { id: 'A' } }, change: [{ id: 'spendd' }] }];
  assert.throws(() => program.scenario({ terms }), (error) => {
    assert.ok(error instanceof ProgramError);
    assert.deepEqual(error.findings.map(({ path, code, help }) => [path, code, help]), [['$.terms[0].change[0]', 'dangling-reference', "did you mean 'spend'?"]]);
    return true;
  });
});

test('an account knows the groups of pilots that it is in', async () => {
  const program = await Program.load(document);
  assert.deepEqual(program.account('A-4').pilots, { 'spring-test': 'test' });
  assert.deepEqual(program.account('A-7').pilots, { 'spring-test': 'control' });
  assert.deepEqual(program.account('A-1').pilots, {});
});
