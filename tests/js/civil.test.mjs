// Civil time in JavaScript and natively: one committed table of clock changes, held here and in tests/time.rs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { toCivil } from '#earnest';

const table = JSON.parse(readFileSync(new URL('../data/clock-changes.json', import.meta.url), 'utf8'));

test('toCivil keeps to the table of clock changes', () => {
  assert.ok(table.length > 150);
  for (const [instant, zone, civil] of table) assert.equal(toCivil(instant, zone), civil, `${instant} in ${zone}`);
});

test('toCivil takes dates, milliseconds and offsets, and says what is no instant', () => {
  const instant = '2026-03-29T01:30:00Z';
  const told = '2026-03-29T02:30:00';
  for (const one of [instant, new Date(instant), Date.parse(instant), '2026-03-29T03:30:00+02:00']) {
    assert.equal(toCivil(one, 'Europe/London'), told);
  }
  assert.throws(() => toCivil('yesterday', 'Europe/London'), { name: 'RangeError', message: "'yesterday' is no instant" });
});
