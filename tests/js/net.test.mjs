// Rebates net of others, on drawn programs and histories: what was settled and restated is what a plain sum over the goods that
// are left comes to, rule by rule.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Program } from './earnest.mjs';

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12 };
const day = (number) => new Date(Date.UTC(2026, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);
const halfUp = (num, den) => (2n * (num % den) >= den ? num / den + 1n : num / den);

function drawing(seed) {
  let state = seed;
  const below = (n) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x7fffffff) * n);
  };
  return { below, pick: (list) => list[below(list.length)] };
}

/** Rules, each net of some of those before it whose periods are parts of its own. */
function drawRules({ below, pick }) {
  const rules = [];
  for (let n = 2 + below(3); n > 0; n -= 1) {
    const over = pick(Object.keys(MONTHS));
    const bands = below(2) ? [[0, 1 + below(5)], [30_000 + below(40_000), 5 + below(10)]] : [[0, 1 + below(10)]];
    const netOf = rules.filter((rule) => MONTHS[rule.over] <= MONTHS[over] && below(2)).map(({ id }) => id);
    rules.push({ id: `rule-${rules.length}`, kind: pick(['rebate', 'margin']), over, bands, netOf, category: pick([undefined, undefined, 'paint', 'tools']) });
  }
  return rules;
}

const asRule = ({ id, kind, over, bands, netOf, category }) => ({
  id,
  ...(category && { when: { category } }),
  [kind]: { over, bands: bands.map(([from, rate]) => ({ from: (from / 100).toFixed(2), rate: `${rate} %` })), mode: 'whole', ...(netOf.length > 0 && { netOf }) },
});

/** Orders with late and early invoices, some of which come back. */
function drawHistory({ below, pick }) {
  const [orders, events] = [[], []];
  for (let at = 5 + below(40); at < 360; at += 5 + below(40)) {
    const back = below(4) === 0 && orders.find((order) => !order.back);
    if (back) {
      back.back = true;
      events.push({ return: { id: `return-${at}`, at: day(at), order: back.id } });
      continue;
    }
    const lines = Array.from({ length: 1 + below(3) }, () => ({ category: pick(['paint', 'tools', 'other']), cents: 100 + below(40_000) }));
    const invoiced = day(below(4) ? at : Math.min(364, Math.max(0, at - 40 + below(80))));
    orders.push({ id: `order-${at}`, invoiced, lines });
    events.push({ order: { id: `order-${at}`, at: day(at), invoiced, lines: lines.map(({ category, cents }) => ({ category, amount: (cents / 100).toFixed(2) })) } });
  }
  return { orders, events };
}

/** What a rule comes to over the year, by the goods that are left. */
function comesTo(rules, lines, rule) {
  const of = (one, [from, to]) => lines.filter(({ month, category }) => month >= from && month < to && (one.category ?? category) === category);
  const sum = (list) => BigInt(list.reduce((all, { cents }) => all + cents, 0));
  const over = (one, [from, to]) => {
    let all = 0n;
    for (let start = from; start < to; start += MONTHS[one.over]) all += inPeriod(one, [start, start + MONTHS[one.over]]);
    return all;
  };
  const inPeriod = (one, span) => {
    let base = sum(of(one, span));
    for (const named of one.netOf.map((id) => rules.find((other) => other.id === id))) {
      const [mine, theirs] = [of(one, span), of(named, span)];
      const both = sum(theirs.filter((line) => mine.includes(line)));
      if (both > 0n) base -= halfUp(over(named, span) * both, sum(theirs));
    }
    const rate = one.bands.findLast(([from]) => base >= BigInt(from))?.[1] ?? 0;
    return base > 0n ? halfUp(base * BigInt(rate), 100n) : 0n;
  };
  return over(rule, [0, 12]);
}

test('what is settled net of others is what the goods that are left come to', async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const draw = drawing(seed * 7919);
    const rules = drawRules(draw);
    const { orders, events } = drawHistory(draw);
    const program = await Program.load({ earnest: 1, id: 'net', currency: 'EUR', timeZone: 'UTC', versions: [{ from: '2026-01-01', rules: rules.map(asRule) }] });
    let account = program.account('acme');
    const booked = {};
    for (const event of [...events, { activity: { id: 'end', at: '2027-01-01', type: 'none' } }]) {
      const posted = account.post(event);
      account = posted.account;
      for (const { rule, amount } of posted.entries) booked[rule] = (booked[rule] ?? 0n) + BigInt(Math.round(Number(amount) * 100));
    }
    const left = orders.filter(({ back }) => !back).flatMap(({ invoiced, lines }) => lines.map((line) => ({ ...line, month: Number(invoiced.slice(5, 7)) - 1 })));
    for (const rule of rules) assert.equal(booked[rule.id] ?? 0n, comesTo(rules, left, rule), `seed ${seed}, ${rule.id}: ${JSON.stringify(rules)}`);
  }
});
