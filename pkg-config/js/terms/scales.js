// How a count turns into what is given: a fixed amount, a rate, a table by level, bands.
import { counted } from './measures.js';
import { borrowing } from './place.js';

/** Bands as items: from where to where, and what each pays. */
export function bandItems(t, place, bound, pay) {
  const bands = place.items('bands').map((band) => {
    const above = band.get('above');
    band.at('to');
    return { band, above: above !== undefined, start: above ?? band.get('from') ?? 0 };
  });
  return bands.map(({ band, above, start }, at) => {
    const next = bands[at + 1];
    const low = !above && Number(String(start).replace('%', '')) === 0 && next;
    const key = `band.${low ? 'low' : above ? 'above' : 'from'}${next ? (next.above ? '-to' : '-under') : ''}`;
    const range = t.say(key, { a: bound(start), b: next && bound(next.start) });
    return { path: band.path, text: t.say('band', { range, pay: pay(band) }) };
  });
}

/** What a band pays: its rate, its amount for each unit, or its fixed amount. */
function bandPay(t, given, what, event, share) {
  return (band) => {
    const [rate, perUnit, fixed] = [band.get('rate'), band.get('perUnit'), band.get('fixed')];
    if (rate !== undefined) return given.rate(rate, what, undefined, event, share);
    if (perUnit !== undefined) return given.rate(perUnit, what, '1', event);
    return fixed === undefined ? t.say('nothing') : given.amount(fixed);
  };
}

/** How the bands act; which of them pay; where they start. `own` is said of bands that something else picks. */
export function tellMode(t, place, bound, own) {
  const mode = place.at('mode');
  if (!mode) return;
  const word = mode.value === 'whole' && own ? `whole.${own}` : mode.value;
  t.tell(mode, `mode.${word}`);
  const start = place.at('start');
  if (start?.value === 'baseline') t.tell(start, 'mode.baseline');
  else if (start) t.tell(start, 'mode.start', { start: bound(start.value) });
  else if (mode.value === 'whole-above') t.tell(mode, 'mode.start.default');
  const all = place.at('allReached');
  if (all || mode.value === 'fixed') t.tell(all ?? mode, 'mode.reached', { is: all?.value ? 'all' : 'one' });
}

/** Nothing is paid under the first band, unless it starts at nothing. */
function tellFloor(t, place, bound) {
  const first = place.items('bands')[0];
  const [from, above] = [first?.get('from'), first?.get('above')];
  const start = above ?? from;
  if (start === undefined || Number(String(start).replace('%', '')) <= 0) return;
  t.tell(first, above === undefined ? 'band.under-first' : 'band.up-to-first', { a: bound(start) });
}

/**
 * Bands with what picks them: a measure of their own (`basis`), or what the rate acts on. `lead` writes what leads the
 * list, `own` says what the rate acts on where that is something else.
 */
export function tellBands(t, place, { given, what, event, lead, own, basisDefaults, basisOver }) {
  const basis = place.at('basis');
  // Where a basis does not say over what, the period is that of what is paid.
  const whole = basis && basisOver && !basis.at('over') ? borrowing(basis, 'over', basisOver) : basis;
  const by = basis ? counted(t, whole, basisDefaults) : what;
  const items = bandItems(t, place, by.unit, bandPay(t, given, what, event, basis ? 'bare' : 'it'));
  t.add(place.at('bands'), lead(by.text), items);
  if (by.only.length > 0) t.tell(basis ?? place, 'counted.only', {}, by.only);
  if (basis && what.text) t.tell(place, 'counted.rate', { what: what.text });
  tellFloor(t, place, by.unit);
  tellMode(t, place, what.unit, basis && (own ?? 'own'));
}

/**
 * A scale in full. `what` is what is counted, `where` tells when it is given; a share of money names what it is of.
 */
export function tellScale(t, place, { given, what, where, event }) {
  const [fixed, rate, per] = [place.at('fixed'), place.at('rate'), place.get('per')];
  const pay = (value) => given.rate(value, what, per, event, 'named');
  if (fixed) t.add(fixed, given.sentence(given.amount(fixed.value), where.once));
  if (rate) t.add(rate, given.sentence(pay(rate.value), where.each));
  if (place.at('byTier')) tellLevels(t, place.at('byTier'), given, pay, where.each);
  if (place.at('bands')) tellBands(t, place, { given, what, event, lead: (by) => given.lead(by, where.each), basisDefaults: { over: 'order' } });
  tellFullSteps(t, place);
  const start = place.at('start');
  if (start && !place.at('bands')) t.tell(start, 'steps.start', { start: what.unit(start.value) });
}

function tellLevels(t, table, given, pay, where) {
  const items = Object.keys(table.value).map((level) => {
    const { path, value } = table.at(level);
    return { path, text: t.say('band', { range: t.name('level', level), pay: pay(value) }) };
  });
  t.add(table, given.lead(t.say('your-level'), where), items);
  t.tell(table, 'level.none');
}

function tellFullSteps(t, place) {
  const full = place.at('fullSteps');
  if (full) t.tell(full, 'full-steps', { is: full.value ? 'yes' : 'no' });
}

/** The points of the short form: fixed, by rate, or by level. */
export function tellPoints(t, place, { given, what, where, event }) {
  const points = place.at('points');
  const per = place.get('per');
  const pay = (value) => (per === undefined ? given.amount(value) : given.rate(value, what, per, event));
  const when = per === undefined ? where.once : where.each;
  if (typeof points.value === 'object') tellLevels(t, points, given, pay, when);
  else t.add(points, given.sentence(pay(points.value), when));
  tellFullSteps(t, place);
}
