// What a preview shows: numbers and steps are read out of the engine's memory once, before the next preview writes
// over them. Texts are made when somebody looks; forecasts, reasons and hints are asked of the engine then.
import { floats, ints, previewsOnly } from './engine.js';
import { HandleError } from './errors.js';
import { messagesOf } from './messages.js';
import { sentence } from './sentences.js';
import { accrualsAt, behindTiers, tiersAt } from './standing.js';
import { money } from './texts.js';

const KINDS = ['award', 'multiplier', 'cap', 'rounding', 'discount', 'accrual', 'return'];
/** Numbers before those of the units, and of a line before its points. */
const HEADER = 9;
const LINE = 2;

/** A line of a previewed order. */
class Line {
  #preview;
  #at;
  #steps = null;

  constructor(preview, at, sku) {
    this.#preview = preview;
    this.#at = at;
    this.sku = sku;
  }

  /** What it brings, step by step. */
  get steps() {
    this.#steps ??= this.#preview._stepsOf(this.#at);
    return this.#steps;
  }
  /** Amount before the program's discounts, in money. */
  get gross() {
    return this.#preview._money(this.#preview._ofLine(this.#at, 0));
  }
  /** The program's discounts, in money. */
  get discount() {
    return this.#preview._money(this.#preview._ofLine(this.#at, 0) - this.#preview._ofLine(this.#at, 1));
  }
  /** Amount after discounts, in money. */
  get net() {
    return this.#preview._money(this.#preview._ofLine(this.#at, 1));
  }
  /** Points by currency. */
  get points() {
    return this.#preview._points(this.#preview._placeOf(this.#at) + LINE);
  }

  toJSON() {
    const { sku, gross, discount, net, points } = this;
    return { ...(sku === undefined ? {} : { sku }), gross, discount, net, points };
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
  /** What of it does not go to the account itself. */
  get beneficiaries() {
    return this.detail.beneficiaries ?? [];
  }
  /** The smallest additions to the order that win more, cheapest first. */
  hints() {
    return this._cold.hints();
  }
  /** Why the rules that did not pay did not, and what would make them pay. */
  unpaid() {
    return this._cold.unpaid();
  }
  /** What the order's lines really cost the account, and what they leave to the operator. */
  netPrices() {
    return this._cold.netPrices();
  }
  /** A step in words; a copy of one will do. */
  explain(step) {
    const at = this.steps.findIndex((own) => own === step || isAlike(own, step));
    return sentence(at < 0 ? step : this.detail.steps[at], this._layout, this.detail.at);
  }
  /** What the document has to say to members about it: messages of rules that give something, of levels reached. */
  messages({ language } = {}) {
    const from = this._from();
    const version = this._layout.document().versions.find((one) => one.from === from);
    return messagesOf(this, version ?? {}, language);
  }
  /** The first day of the terms it was made by. @internal */
  _from() {
    const day = this.detail.at.slice(0, 10);
    return this._layout.versions.map(({ from }) => from).filter((from) => from <= day).sort().at(-1);
  }
  toJSON() {
    if (!previewsOnly) return this.detail;
    const { points, gross, discount, net, money, rewards, lines, steps, tiers, accruals } = this;
    return { points, gross, discount, net, money, rewards, lines, steps, tiers, accruals };
  }
  /** What a console in Node shows. */
  [Symbol.for('nodejs.util.inspect.custom')]() {
    return this.toJSON();
  }
}

const isAlike = (one, other) => ['rule', 'kind', 'unit', 'line', 'amount'].every((key) => (one[key] ?? null) === (other[key] ?? null));

const ofOrder = (step) => step.line === undefined || step.line === null;

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
  get orderSteps() {
    return this.steps.filter(ofOrder);
  }
  get rewards() {
    return this.detail.rewards ?? {};
  }
}

for (const name of ['points', 'gross', 'discount', 'net', 'money', 'tiers', 'accruals']) {
  Object.defineProperty(Told.prototype, name, {
    get() {
      return this.detail[name];
    },
  });
}

/** What an order would do: read from the engine's memory. */
export class Preview extends Outcome {
  #numbers;
  #version;
  /** Where the steps of each line start, and those of the order; null where they are mixed. */
  #starts;
  #byLine = null;

  /** @param start where its numbers start in memory; see `outcome` in src/wasm/pack.rs for their order */
  constructor(start, layout, order, cold) {
    super(layout, cold, null);
    const from = floats();
    const length = from[start];
    const numbers = new Array(length);
    for (let i = 0; i < length; i += 1) numbers[i] = from[start + i];
    this.#numbers = numbers;
    const version = layout.versions[numbers[2]];
    this.#version = version;
    const many = numbers[3];
    /** Every step; those of one unit add up to its total. */
    this.steps = this.#read(from, numbers[1] / 8, numbers[4], many, version, layout);
    /** The lines in the order's order, each with its own steps. */
    this.lines = new Array(many);
    const input = order.lines;
    for (let i = 0; i < many; i += 1) this.lines[i] = new Line(this, i, input[i].sku);
  }

  /** The whole outcome as the engine tells it, all texts made: of the order as it was when it was previewed. */
  get detail() {
    if (this._detail === null) {
      const told = this._cold.outcome();
      const same = told.gross === this.gross && told.net === this.net && told.steps.length === this.steps.length;
      if (!same || told.lines.length !== this.lines.length) {
        throw new HandleError('the order object was changed after this preview: preview it again');
      }
      this._detail = told;
    }
    return this._detail;
  }
  hints() {
    return this.detail && super.hints();
  }
  unpaid() {
    return this.detail && super.unpaid();
  }
  netPrices() {
    return this.detail && super.netPrices();
  }

  #read(amounts, start, many, lines, { ruleIds: rules, ruleTerms }, { ids, scales, points, rewards, units, moneyPlaces }) {
    const words = ints();
    const steps = new Array(many);
    const starts = new Array(lines + 1);
    let sorted = true;
    let behind = 0;
    for (let i = 0; i < many; i += 1) {
      const at = start + 2 * i;
      const code = words[2 * at];
      const line = words[2 * at + 1];
      const whole = amounts[at + 1];
      const by = code >> 9;
      const unit = code & 63;
      steps[i] = {
        rule: by >= 0 ? rules[by] : ids[~by],
        kind: KINDS[(code >> 6) & 7],
        unit: unit < units.length ? ids[unit] : 'discount',
        line: line < 0 ? undefined : line,
        amount: unit < points ? whole / scales[unit] : rewards[unit] ? whole : money(whole, moneyPlaces),
      };
      if (ruleTerms !== null && by >= 0 && ruleTerms[by] !== undefined) steps[i].term = ruleTerms[by];
      // The order's own steps stand behind those of its lines.
      const place = line < 0 ? lines : line;
      if (place < behind - 1) sorted = false;
      while (behind <= place) starts[behind++] = i;
    }
    while (behind <= lines) starts[behind++] = many;
    this.#starts = sorted ? starts : null;
    return steps;
  }

  /** @internal */
  _from() {
    return this.#version.from;
  }
  /** @internal */
  _stepsOf(line) {
    const starts = this.#starts;
    const last = this.lines.length;
    if (starts) return this.steps.slice(starts[line], line < last ? starts[line + 1] : this.steps.length);
    if (!this.#byLine) {
      this.#byLine = Array.from({ length: last + 1 }, () => []);
      for (const step of this.steps) this.#byLine[step.line ?? last].push(step);
    }
    return this.#byLine[line];
  }
  /** @internal */
  _placeOf(line) {
    const { points, ids } = this._layout;
    return HEADER + ids.length + line * (LINE + points);
  }
  /** @internal */
  _ofLine(line, place) {
    return this.#numbers[this._placeOf(line) + place];
  }
  /** @internal */
  _money(units) {
    return money(units, this._layout.moneyPlaces);
  }
  /** @internal */
  _points(at) {
    const { points, ids, scales, none } = this._layout;
    // A copy of an object with the same keys is made faster than one key after the other.
    const made = { ...none };
    for (let i = 0; i < points; i += 1) made[ids[i]] = this.#numbers[at + i] / scales[i];
    return made;
  }

  /** The steps that belong to the order and to none of its lines. */
  get orderSteps() {
    return this._stepsOf(this.lines.length);
  }
  /** Points by currency. */
  get points() {
    return this._points(HEADER);
  }
  /** Amount before discounts, in money. */
  get gross() {
    return this._money(this.#numbers[7]);
  }
  /** The program's discounts, in money. */
  get discount() {
    return this._money(this.#numbers[7] - this.#numbers[8]);
  }
  /** Amount after discounts, in money. */
  get net() {
    return this._money(this.#numbers[8]);
  }
  /** Money by kind: rebate, margin, value. */
  get money() {
    const { points, rewards, ids } = this._layout;
    const made = {};
    for (let i = points; i < ids.length; i += 1) {
      const units = this.#numbers[HEADER + i];
      if (units !== 0 && !rewards[i]) made[ids[i]] = this._money(units);
    }
    return made;
  }
  /** Rewards given, by id. */
  get rewards() {
    const { points, rewards, ids } = this._layout;
    const made = {};
    for (let i = points; i < ids.length; i += 1) {
      const units = this.#numbers[HEADER + i];
      if (units !== 0 && rewards[i]) made[rewards[i]] = units;
    }
    return made;
  }

  #tiersStart() {
    return this._placeOf(this.lines.length);
  }
  /** Ladders the account climbs, before and after. */
  get tiers() {
    return tiersAt(this.#numbers, this.#tiersStart(), this.#numbers[5], this.#version, () => this.detail);
  }
  /** Rebates, margins and points that accrue over a period. */
  get accruals() {
    const start = behindTiers(this.#numbers, this.#tiersStart(), this.#numbers[5]);
    return accrualsAt(this.#numbers, start, this.#numbers[6], this.#version, this._layout, () => this.detail);
  }
}
