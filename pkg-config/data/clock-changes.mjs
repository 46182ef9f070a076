// Writes tests/data/clock-changes.json: instants around clock changes, with the civil time that `toCivil` gives. The
// native helper is held to the same table. Read the difference before you commit it: both carry tables of their own.
//
//     node pkg-config/data/clock-changes.mjs
import { writeFileSync } from 'node:fs';
import { toCivil } from '../js/civil.js';

// Zones that differ in what they do: whole and half hours, north and south of the equator, changes given up, a day
// left out, a change with the moon.
const ZONES = [
  'Europe/London', 'Europe/Vienna', 'America/New_York', 'America/St_Johns', 'America/Sao_Paulo', 'Africa/Casablanca',
  'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tehran', 'Australia/Sydney', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC',
];
// Years that are past: what is decided for later ones may still change.
const YEARS = [2010, 2011, 2018, 2022];
const HOUR = 3_600_000;

const offset = (instant, zone) => Date.parse(`${toCivil(instant, zone)}Z`) - instant;

/** The first instant of the second at which the zone's clock is set, between two that differ. */
function change(zone, before, after) {
  let [low, high] = [before, after];
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (offset(middle, zone) === offset(low, zone)) low = middle;
    else high = middle;
  }
  return high;
}

const rows = [];
const add = (instant, zone) => rows.push([new Date(instant).toISOString().replace('.000Z', 'Z'), zone, toCivil(instant, zone)]);
for (const zone of ZONES) {
  for (const year of YEARS) {
    const start = Date.UTC(year, 0, 1);
    add(start, zone);
    for (let at = start; at < Date.UTC(year + 1, 0, 1); at += 24 * HOUR) {
      if (offset(at, zone) === offset(at + 24 * HOUR, zone)) continue;
      const set = change(zone, at, at + 24 * HOUR);
      for (const instant of [set - 1000, set, set + HOUR]) add(instant, zone);
    }
  }
}
const lines = rows.map((row) => `  ${JSON.stringify(row)}`);
writeFileSync(new URL('../../tests/data/clock-changes.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
console.log(`${rows.length} instants`);
