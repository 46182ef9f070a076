// Where an account stands: ladders it climbs, rebates and margins that accrue. Each reads its numbers where a preview
// keeps them; what costs more (forecasts, dates, bands) is asked of the engine when somebody looks.
import { previewsOnly } from './engine.js';
import { count } from './texts.js';

/** An object of these; and of what the engine tells, where it is asked. */
const plain = (from, names, asked = []) =>
  Object.fromEntries([...names, ...(previewsOnly ? [] : asked)].map((name) => [name, from[name]]));

/** How far one metric is. */
class Metric {
  #numbers;
  #at;
  #terms;
  #detail;

  constructor(numbers, at, terms, detail) {
    this.#numbers = numbers;
    this.#at = at;
    this.#terms = terms;
    this.#detail = detail;
  }
  #text(place) {
    return count(this.#numbers[this.#at + place], this.#terms.places, this.#terms.money);
  }
  get metric() {
    return this.#terms.id;
  }
  get has() {
    return this.#text(1);
  }
  get needs() {
    return this.#text(2);
  }
  get missing() {
    return this.#text(3);
  }
  /** What it will be at the end of the period at the present pace. */
  get forecast() {
    return this.#detail()?.forecast;
  }
  toJSON() {
    return plain(this, ['metric', 'has', 'needs', 'missing'], ['forecast']);
  }
}

/** How far it is to the next level. */
class Progress {
  #detail;

  constructor(level, metrics, share, detail) {
    this.level = level;
    this.metrics = metrics;
    this.share = share;
    this.#detail = detail;
  }
  /** The last day to reach it. */
  get by() {
    return this.#detail()?.by;
  }
  /** When it is reached at the present pace. */
  get expected() {
    return this.#detail()?.expected;
  }
  /** How the pace was taken. */
  get pace() {
    return this.#detail()?.pace;
  }
  toJSON() {
    return plain(this, ['level', 'metrics', 'share'], ['by', 'expected', 'pace']);
  }
}

/** A ladder: before and after, and the way to the next level. */
class Tier {
  #detail;

  constructor({ id, term }, before, after, next, detail) {
    this.ladder = id;
    if (term !== undefined) this.term = term;
    this.before = before;
    this.after = after;
    this.next = next;
    this.#detail = detail;
  }
  /** What is missing to keep the level, and until when it lasts. */
  get keep() {
    return this.#detail()?.keep ?? null;
  }
  /** Benefits that are not money, with what is used of them. */
  get services() {
    return this.#detail()?.services ?? [];
  }
  toJSON() {
    const term = this.term === undefined ? [] : ['term'];
    return plain(this, ['ladder', ...term, 'before', 'after', 'next'], ['keep', 'services']);
  }
}

/** Numbers of a ladder before those of its metrics, and of one metric. */
const TIER = 6;
const METRIC = 4;

/** The ladders whose numbers begin at `start`, and the place behind them; `details` gives what the engine tells. */
export function tiersAt(numbers, start, many, version, details) {
  const tiers = [];
  let at = start;
  for (let i = 0; i < many; i += 1) {
    const ladder = version.ladders[numbers[at]];
    const detail = () => details().tiers[i];
    const level = (place) => (place < 0 ? null : ladder.levels[place].id);
    const metrics = [];
    const end = at + TIER + numbers[at + 5] * METRIC;
    for (let metric = at + TIER, own = 0; metric < end; metric += METRIC, own += 1) {
      const place = own;
      metrics.push(new Metric(numbers, metric, ladder.metrics[numbers[metric]], () => detail()?.next?.metrics[place]));
    }
    const next = level(numbers[at + 3]);
    const progress = next && new Progress(next, metrics, numbers[at + 4], () => detail()?.next);
    tiers.push(new Tier(ladder, level(numbers[at + 1]), level(numbers[at + 2]), progress, detail));
    at = end;
  }
  return tiers;
}

/** Where the ladders that begin at `start` end. */
export function behindTiers(numbers, start, many) {
  let at = start;
  for (let i = 0; i < many; i += 1) at += TIER + numbers[at + 5] * METRIC;
  return at;
}

/** What accrues over a period: a rebate, a margin, points. */
class Accrual {
  #numbers;
  #at;
  #terms;
  #layout;
  #detail;

  constructor(numbers, at, terms, layout, detail) {
    this.#numbers = numbers;
    this.#at = at;
    this.#terms = terms;
    this.#layout = layout;
    this.#detail = detail;
  }
  /** An amount of what is paid, as text. */
  #paid(units) {
    const { decimals, points } = this.#layout.units.find(({ id }) => id === this.#terms.kind);
    return count(units, decimals, !points);
  }
  #number(place) {
    return this.#numbers[this.#at + place];
  }
  get rule() {
    return this.#terms.id;
  }
  /** The terms by which it holds for this account, where it is not everybody's. */
  get term() {
    return this.#terms.term;
  }
  get kind() {
    return this.#terms.kind;
  }
  /** What counts, before and after. */
  get base() {
    const { places } = this.#terms;
    return [1, 2].map((place) => count(this.#number(place), places, places === this.#layout.moneyPlaces));
  }
  /** What it comes to, before and after. */
  get accrued() {
    return [3, 4].map((place) => this.#paid(this.#number(place)));
  }
  /** What this order adds. */
  get added() {
    return this.#paid(this.#number(4) - this.#number(3));
  }
  /** The band reached, from 0. */
  get band() {
    const band = this.#number(5);
    return band < 0 ? undefined : band;
  }
  /** The first day of the period. */
  get from() {
    return this.#detail()?.from;
  }
  /** The last day of the period. */
  get to() {
    return this.#detail()?.to;
  }
  /** What picks the band beside what it is compared with, where it is. */
  get compared() {
    return this.#detail()?.compared;
  }
  /** All bands, for a chart. */
  get bands() {
    return this.#detail()?.bands ?? [];
  }
  /** The next band: what is missing, and what reaching it would add in all. */
  get next() {
    return this.#detail()?.next ?? null;
  }
  /** What is expected at the period's end at the present pace. */
  get forecast() {
    return this.#detail()?.forecast ?? null;
  }
  toJSON() {
    return previewsOnly ? plain(this, ['rule', 'kind', 'base', 'accrued', 'added', 'band']) : this.#detail();
  }
}

const ACCRUAL = 6;

/** The accruals whose numbers begin at `start`. */
export function accrualsAt(numbers, start, many, version, layout, details) {
  const accruals = [];
  for (let i = 0; i < many; i += 1) {
    const at = start + i * ACCRUAL;
    accruals.push(new Accrual(numbers, at, version.rules[numbers[at]], layout, () => details().accruals[i]));
  }
  return accruals;
}
