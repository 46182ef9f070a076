// What a preview shows. Steps are read out of the engine's memory into plain objects, once. What costs more (forecasts, reasons, hints) is asked of the engine when it is read.
import { sentence } from './sentences.js';

const KINDS = ['award', 'multiplier', 'cap', 'rounding', 'discount', 'accrual', 'return'];

/** Whole minor units as decimal text. */
export function money(units, places) {
  if (places === 0) return String(units);
  if (places === 2 && units > -1e12 && units < 1e12) return hundredths(units);
  const text = String(Math.abs(units)).padStart(places + 1, '0');
  const cut = text.length - places;
  return `${units < 0 ? '-' : ''}${text.slice(0, cut)}.${text.slice(cut)}`;
}

function hundredths(units) {
  const magnitude = units < 0 ? -units : units;
  const whole = Math.floor(magnitude / 100);
  const rest = magnitude - whole * 100;
  return `${units < 0 ? '-' : ''}${whole}.${rest < 10 ? '0' : ''}${rest}`;
}

/** A count as text: money with all its decimals, everything else without trailing zeros. */
function count(units, places, isMoney) {
  if (isMoney) return money(units, places);
  const scale = 10 ** places;
  return units % scale === 0 ? String(units / scale) : money(units, places).replace(/0+$/, '');
}

/** Points by currency, of whole units: one number where there is one currency, a list where there are more. */
function pointsOf(units, { points, scales, ids }) {
  if (points === 1) return { [ids[0]]: units / scales[0] };
  const made = {};
  for (let i = 0; i < points; i += 1) made[ids[i]] = units[i] / scales[i];
  return made;
}

/** A line of a previewed order. */
class Line {
  constructor(sku, gross, net, points, layout) {
    this.sku = sku;
    this.steps = [];
    this._gross = gross;
    this._net = net;
    this._points = points;
    this._layout = layout;
  }

  /** Amount before the program's discounts, in money. */
  get gross() {
    return money(this._gross, this._layout.moneyPlaces);
  }
  /** The program's discounts, in money. */
  get discount() {
    return money(this._gross - this._net, this._layout.moneyPlaces);
  }
  /** Amount after discounts, in money. */
  get net() {
    return money(this._net, this._layout.moneyPlaces);
  }
  /** Points by currency. */
  get points() {
    return pointsOf(this._points, this._layout);
  }

  toJSON() {
    const { sku, gross, discount, net, points } = this;
    return { ...(sku === undefined ? {} : { sku }), gross, discount, net, points };
  }
}

/** How far one metric is. */
class Metric {
  #detail;

  constructor(metric, has, needs, missing, detail) {
    this.metric = metric;
    this.has = has;
    this.needs = needs;
    this.missing = missing;
    this.#detail = detail;
  }
  /** What it will be at the end of the period at the present pace. */
  get forecast() {
    return this.#detail()?.forecast;
  }
}

/** Where an account stands on a ladder; what costs a forecast is computed when read. */
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
}

class Tier {
  #detail;

  constructor(ladder, before, after, next, detail) {
    this.ladder = ladder;
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
}

class Accrual {
  #detail;

  constructor(rule, kind, base, accrued, added, band, detail) {
    this.rule = rule;
    this.kind = kind;
    this.base = base;
    this.accrued = accrued;
    this.added = added;
    this.band = band;
    this.#detail = detail;
  }
  /** The first day of the period. */
  get from() {
    return this.#detail()?.from;
  }
  /** The last day of the period. */
  get to() {
    return this.#detail()?.to;
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
}

/** What is asked of the engine only when somebody looks: see account.js. */
class Outcome {
  constructor(layout, cold, detail) {
    this._layout = layout;
    this._cold = cold;
    this._detail = detail;
  }

  /** The whole outcome as the engine tells it, all texts made. */
  get detail() {
    this._detail ??= this._cold.outcome();
    return this._detail;
  }
  /** The revision of the account that was seen. */
  get revision() {
    return this.detail.revision;
  }
  /** The smallest additions to the order that win more, cheapest first. */
  hints() {
    return this._cold.hints();
  }
  /** Why the rules that did not pay did not, and what would make them pay. */
  unpaid() {
    return this._cold.unpaid();
  }
  /** A step in words. */
  explain(step) {
    const at = this.steps.indexOf(step);
    return sentence(at < 0 ? step : this.detail.steps[at], this._layout);
  }
  toJSON() {
    return this.detail;
  }
}

/** What an event would do, or did: told by the engine as an object. */
export class Told extends Outcome {
  constructor(layout, cold, detail) {
    super(layout, cold, detail);
    const { steps } = detail;
    this.steps = steps;
    this.lines = detail.lines.map((line, at) =>
      Object.defineProperty({ ...line }, 'steps', { value: steps.filter((step) => step.line === at), enumerable: false }),
    );
  }
  get points() {
    return this.detail.points;
  }
  get gross() {
    return this.detail.gross;
  }
  get discount() {
    return this.detail.discount;
  }
  get net() {
    return this.detail.net;
  }
  get money() {
    return this.detail.money;
  }
  get tiers() {
    return this.detail.tiers;
  }
  get accruals() {
    return this.detail.accruals;
  }
}

/** What an order would do: read from the engine's memory, all of it at once. */
export class Preview extends Outcome {
  /**
   * @param mem the engine's memory as numbers
   * @param start where the numbers of this preview start in it; see `write` in src/wasm/pack.rs for their order
   */
  constructor(mem, start, layout, order, cold) {
    super(layout, cold, null);
    const { points, ids, scales, moneyPlaces } = layout;
    const version = layout.versions[mem[start + 1]];
    const rules = version.ruleIds;
    const lineCount = mem[start + 2];
    const stepCount = mem[start + 3];
    this._version = version;
    this._gross = mem[start + 6];
    this._net = mem[start + 7];
    let at = start + 8;
    const units = [];
    for (let i = 0; i < ids.length; i += 1) units.push(mem[at + i]);
    this._units = units;
    at += ids.length;
    const input = order.lines;
    const lines = [];
    for (let i = 0; i < lineCount; i += 1) {
      let own = mem[at + 2];
      if (points > 1) {
        own = [];
        for (let k = 0; k < points; k += 1) own.push(mem[at + 2 + k]);
      }
      lines.push(new Line(input[i].sku, mem[at], mem[at + 1], own, layout));
      at += 2 + points;
    }
    const steps = [];
    for (let i = 0; i < stepCount; i += 1) {
      const by = mem[at];
      const unit = mem[at + 2];
      const line = mem[at + 3];
      const whole = mem[at + 4];
      const step = {
        rule: by >= 0 ? rules[by] : ids[-1 - by],
        kind: KINDS[mem[at + 1]],
        unit: unit < 0 ? 'discount' : ids[unit],
        line: line < 0 ? undefined : line,
        amount: unit >= 0 && unit < points ? whole / scales[unit] : money(whole, moneyPlaces),
      };
      steps.push(step);
      if (line >= 0) lines[line].steps.push(step);
      at += 5;
    }
    /** Every step; those of one unit add up to its total. */
    this.steps = steps;
    /** The lines in the order's order, each with its own steps. */
    this.lines = lines;
    const tiers = [];
    for (let i = mem[start + 4]; i > 0; i -= 1) {
      const metrics = mem[at + 5];
      const numbers = [];
      for (let k = 0; k < 6 + metrics * 4; k += 1) numbers.push(mem[at + k]);
      tiers.push(numbers);
      at += numbers.length;
    }
    this._tiers = tiers;
    const accruals = [];
    for (let i = mem[start + 5]; i > 0; i -= 1) {
      accruals.push([mem[at], mem[at + 1], mem[at + 2], mem[at + 3], mem[at + 4], mem[at + 5]]);
      at += 6;
    }
    this._accruals = accruals;
  }

  /** Points by currency. */
  get points() {
    return pointsOf(this._layout.points === 1 ? this._units[0] : this._units, this._layout);
  }
  /** Amount before discounts, in money. */
  get gross() {
    return money(this._gross, this._layout.moneyPlaces);
  }
  /** The program's discounts, in money. */
  get discount() {
    return money(this._gross - this._net, this._layout.moneyPlaces);
  }
  /** Amount after discounts, in money. */
  get net() {
    return money(this._net, this._layout.moneyPlaces);
  }
  /** Money by kind: rebate, margin, value. */
  get money() {
    const { points, ids, moneyPlaces } = this._layout;
    const made = {};
    for (let i = points; i < ids.length; i += 1) {
      if (this._units[i] !== 0) made[ids[i]] = money(this._units[i], moneyPlaces);
    }
    return made;
  }

  /** Ladders the account climbs, before and after. */
  get tiers() {
    return this._tiers.map((numbers, i) => {
      const ladder = this._version.ladders[numbers[0]];
      const level = (place) => (place < 0 ? null : ladder.levels[place].id);
      const detail = () => this.detail.tiers[i];
      const metrics = [];
      for (let at = 6; at < numbers.length; at += 4) {
        const { id, places, money: isMoney } = ladder.metrics[numbers[at]];
        const text = (place) => count(numbers[at + place], places, isMoney);
        const own = (at - 6) / 4;
        metrics.push(new Metric(id, text(1), text(2), text(3), () => detail()?.next?.metrics[own]));
      }
      const next = level(numbers[3]);
      const progress = next && new Progress(next, metrics, numbers[4], () => detail()?.next);
      return new Tier(ladder.id, level(numbers[1]), level(numbers[2]), progress, detail);
    });
  }

  /** Rebates and margins that accrue. */
  get accruals() {
    const { moneyPlaces } = this._layout;
    return this._accruals.map(([rule, before, after, was, is, band], i) => {
      const { id, kind, places } = this._version.rules[rule];
      const isMoney = places === moneyPlaces;
      const base = [count(before, places, isMoney), count(after, places, isMoney)];
      const accrued = [money(was, moneyPlaces), money(is, moneyPlaces)];
      const added = money(is - was, moneyPlaces);
      return new Accrual(id, kind, base, accrued, added, band < 0 ? undefined : band, () => this.detail.accruals[i]);
    });
  }
}

/** One order with changes to the program, and without. */
export class Comparison {
  #parts;

  constructor(parts) {
    this.#parts = parts;
  }
  /** Without the changes. */
  get without() {
    return this.#parts.without();
  }
  /** With the changes. */
  get with() {
    return this.#parts.with();
  }
  /** What the changes make: { points, money, discount, tiers, lines }. */
  get difference() {
    return this.#parts.difference();
  }

  toJSON() {
    const { without, with: changed, difference } = this;
    return { without, with: changed, difference };
  }
}
