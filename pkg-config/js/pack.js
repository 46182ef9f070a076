// An order as numbers in the engine's memory. Every number is whole: names are numbers, money is minor units,
// quantities are millionths. What does not fit that form exactly is not packed; the engine then reads the order as
// text, and says what is wrong with it. A storefront's engine reads no text: there, such an order is refused.
import { civilSeconds } from './civil.js';
import { floats, glue, instance, previewsOnly } from './engine.js';
import { LINE as LINE_FIELDS, MORE, ORDER, areAttributes, areTexts, hasNoOther, isTextList, isText } from './fields.js';

const MILLION = 1_000_000;
const MOST = Number.MAX_SAFE_INTEGER;
/** Numbers before those of attributes, measures and lines, and of one line: see `unpack` in src/wasm/pack.rs. */
const HEADER = 7;
const LINE = 6;
/** An amount, or price, that is not given. */
const NONE = -1;
const ORDER_FIELDS = previewsOnly ? [...ORDER, ...MORE] : ORDER;
/** The engine's least integer stands for 'no invoice day of its own'. */
const SAME_DAY = -(2 ** 63);
const DECIMAL = /^(0|[1-9]\d*)(\.\d+)?$/;

let place = 0;
let room = 0;
let roomOf = -1;

/** Where in memory the engine takes so many numbers. */
function input(numbers) {
  if (numbers > room || roomOf !== instance()) {
    room = Math.max(numbers, 1024);
    roomOf = instance();
    place = glue.inputAt(room) / 8;
  }
  return place;
}

/** A decimal in whole units of `1 / scale`, or NaN where it is not one exactly. */
function units(value, scale) {
  let number = value;
  if (typeof value === 'string') {
    // Up to 15 digits, a decimal and its nearest number name each other.
    if (value.length > 15 || !DECIMAL.test(value)) return NaN;
    number = Number(value);
  } else if (typeof value !== 'number') {
    return NaN;
  }
  const whole = Math.round(number * scale);
  return whole / scale === number && whole >= 0 && whole <= MOST ? whole : NaN;
}

/** Are these names with a decimal each, or not there? */
function areMeasures(map) {
  if (map === undefined) return true;
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return false;
  for (const name in map) if (Number.isNaN(units(map[name], MILLION))) return false;
  return true;
}

/** A line's attributes together, with the number that the engine knows them by. */
class Kind {
  constructor(line, names, number) {
    this.category = line.category;
    this.brand = line.brand;
    this.others = names.map((name) => line.attributes?.[name]);
    this.number = number;
  }
}

/** Do two programs pack orders alike? */
function alike(one, other) {
  const same = (a, b) => a.length === b.length && a.every((name, at) => name === b[at]);
  return (
    one.moneyPlaces === other.moneyPlaces &&
    same(one.lineAttributes, other.lineAttributes) &&
    same(one.orderAttributes, other.orderAttributes) &&
    same(one.ownMeasures, other.ownMeasures)
  );
}

/** What packing needs to know of a program. */
export class Packer {
  #layout;
  /** Handles of the programs that pack alike: any that is alive will do. */
  #handles;
  #minor;
  /** Line attributes beside SKU, category and brand. */
  #others;
  /** Numbers of names. */
  #names = new Map();
  /** The kind last seen of each SKU. */
  #kinds = new Map();
  #generation = -1;

  constructor(layout, handle) {
    this.#layout = layout;
    this.#handles = [handle];
    this.#minor = 10 ** layout.moneyPlaces;
    this.#others = layout.lineAttributes.slice(3);
  }

  /** The packer of a program compiled beside this one: this very one, where orders look alike to both. */
  beside(layout, handle) {
    if (!alike(layout, this.#layout)) return new Packer(layout, handle);
    this.#handles = [...this.#handles.filter((known) => !known.freed), handle];
    return this;
  }

  #wasm() {
    return (this.#handles.find((handle) => !handle.freed) ?? this.#handles[0]).get();
  }

  /** The number of a name, NaN where it is none. */
  #name(name) {
    if (name === undefined || name === null) return 0;
    let number = this.#names.get(name);
    if (number === undefined) {
      if (typeof name !== 'string') return NaN;
      number = this.#wasm().intern(name) || NaN;
      // A shop that runs for months meets names without end; those seen lately are enough to remember.
      if (this.#names.size > 100_000) this.#names.clear();
      this.#names.set(name, number);
    }
    return number;
  }

  #fits(kind, line) {
    if (kind.category !== line.category || kind.brand !== line.brand) return false;
    const others = this.#others;
    for (let i = 0; i < others.length; i += 1) {
      if (kind.others[i] !== line.attributes?.[others[i]]) return false;
    }
    return true;
  }

  /** The number of a line's kind, NaN where the engine has to look at the text. */
  #kind(line) {
    const known = this.#kinds.get(line.sku);
    if (known !== undefined && this.#fits(known, line)) return known.number;
    const names = [line.sku, line.category, line.brand, ...this.#others.map((name) => line.attributes?.[name])];
    const values = names.map((name) => this.#name(name));
    if (values.some(Number.isNaN)) return NaN;
    const number = this.#wasm().kind(Uint32Array.from(values)) ?? NaN;
    if (this.#kinds.size > 100_000) this.#kinds.clear();
    this.#kinds.set(line.sku, new Kind(line, this.#others, number));
    return number;
  }

  /** Does the order hold what it may, so far as packing its numbers does not tell? */
  #fitsOrder(order) {
    const { id, at, invoiced, lines, shipping, paidWithPoints, attributes, measures, partner } = order;
    if (partner !== undefined && !this.#layout.partners.includes(partner)) return false;
    let known = 0;
    if (id !== undefined) known += 1;
    if (at !== undefined) known += 1;
    if (lines !== undefined) known += 1;
    if (invoiced !== undefined) known += 1;
    if (shipping !== undefined) known += 1;
    if (paidWithPoints !== undefined) known += 1;
    if (attributes !== undefined) known += 1;
    if (measures !== undefined) known += 1;
    // What is paid with points is looked at in the account, where the program says how points pay.
    if (paidWithPoints !== undefined && this.#layout.spends && !previewsOnly) return false;
    if (!hasNoOther(order, ORDER_FIELDS, known) || !areTexts(attributes)) return false;
    if (invoiced !== undefined && invoiced.length !== 10) return false;
    return areMeasures(measures);
  }

  /** Adds the tags and measures of a line to what goes behind the lines; false where they cannot go as numbers. */
  #extras(at, { tags, measures }, extras) {
    if (!isTextList(tags) || !areMeasures(measures)) return false;
    for (const tag of tags ?? []) extras.tags.push(at, this.#name(tag));
    this.#layout.ownMeasures.forEach((name, slot) => {
      if (measures?.[name] !== undefined) extras.measures.push(at, slot, units(measures[name], MILLION));
    });
    return !extras.tags.some(Number.isNaN);
  }

  /** Packs the order; false where it must go as text. */
  pack(order, at) {
    const { orderAttributes, ownMeasures, packable } = this.#layout;
    if (!packable || typeof order !== 'object' || order === null) return false;
    const { lines, attributes, measures } = order;
    if (!Array.isArray(lines) || lines.length === 0 || lines.length > 10_000) return false;
    const seconds = civilSeconds(at);
    if (seconds !== seconds || typeof order.id !== 'string' || order.id === '' || !this.#fitsOrder(order)) return false;
    if (this.#generation !== instance()) {
      this.#names.clear();
      this.#kinds.clear();
      this.#generation = instance();
    }
    const many = HEADER + orderAttributes.length + ownMeasures.length + lines.length * LINE;
    let next = input(many);
    let extras = null;
    // Asking for numbers of new names may move the memory: they are found first.
    let own = null;
    if (orderAttributes.length > 0) own = orderAttributes.map((name) => this.#name(attributes?.[name]));
    const minor = this.#minor;
    let out = floats();
    out[next] = seconds;
    out[next + 1] = order.invoiced === undefined ? SAME_DAY : civilSeconds(order.invoiced) / 86_400;
    out[next + 2] = lines.length;
    out[next + 3] = order.shipping === undefined ? 0 : units(order.shipping, minor);
    out[next + 4] = order.paidWithPoints === undefined ? 0 : units(order.paidWithPoints, minor);
    // NaN in any of these means that the engine has to look at the text.
    let sound = out[next + 1] + out[next + 3] + out[next + 4];
    out[next + 5] = 0;
    out[next + 6] = 0;
    next += HEADER;
    if (own !== null) {
      for (let i = 0; i < own.length; i += 1) {
        out[next++] = own[i];
        sound += own[i];
      }
    }
    for (let i = 0; i < ownMeasures.length; i += 1) {
      const value = measures?.[ownMeasures[i]];
      const number = value === undefined ? 0 : units(value, MILLION);
      out[next++] = number;
      sound += number;
    }
    for (let i = 0; i < lines.length; i += 1) {
      const line = lines[i];
      if (typeof line !== 'object' || line === null) return false;
      const { id, sku, quantity, unitPrice, amount, discount, tax, category, brand, tags, measures, cost, attributes: own } = line;
      let known = 0;
      if (sku !== undefined) known += 1;
      if (quantity !== undefined) known += 1;
      if (unitPrice !== undefined) known += 1;
      if (category !== undefined) known += 1;
      if (brand !== undefined) known += 1;
      if (discount !== undefined) known += 1;
      if (amount !== undefined) known += 1;
      if (tax !== undefined) known += 1;
      if (id !== undefined) known += 1;
      if (tags !== undefined) known += 1;
      if (own !== undefined) known += 1;
      if (measures !== undefined) known += 1;
      if (cost !== undefined) known += 1;
      if (!hasNoOther(line, LINE_FIELDS, known)) return false;
      if (tags !== undefined || measures !== undefined) {
        extras ??= { tags: [], measures: [] };
        if (!this.#extras(i, line, extras)) return false;
      }
      if (!isText(id) || !areAttributes(own)) return false;
      const kind = this.#kind(line);
      // A new kind may have moved the memory.
      if (out.length === 0) out = floats();
      let gross = 0;
      if (amount === undefined && (quantity === undefined || (typeof quantity === 'number' && quantity > 0 && Number.isInteger(quantity)))) {
        const many = quantity ?? 1;
        const price = units(unitPrice, minor);
        gross = many * price;
        out[next + 1] = many * MILLION;
        out[next + 2] = price * (MILLION / minor);
      } else if (amount !== undefined && (unitPrice === undefined || !Number.isNaN(units(unitPrice, MILLION)))) {
        gross = units(amount, minor);
        const many = quantity === undefined ? MILLION : units(quantity, MILLION);
        out[next + 1] = many > 0 ? many : NaN;
        out[next + 2] = NONE;
      } else {
        gross = NONE;
      }
      if (gross !== gross || gross === NONE) {
        // Fractions of a unit, or prices finer than the minor unit: rounding is the engine's.
        if (amount !== undefined) return false;
        const many = quantity === undefined ? MILLION : units(quantity, MILLION);
        out[next + 1] = many > 0 ? many : NaN;
        out[next + 2] = units(unitPrice, MILLION);
        gross = NONE;
        // A discount that is more than the line is told in words.
        if (discount !== undefined && !previewsOnly) return false;
      }
      const off = discount === undefined ? 0 : units(discount, minor);
      const taxed = tax === undefined ? 0 : units(tax, minor);
      // What a line costs the operator changes no preview; net prices read it as it was written.
      if (cost !== undefined) sound += units(cost, minor);
      if (!((gross >= off || gross === NONE) && off >= 0 && gross <= MOST && out[next + 1] <= MOST && out[next + 2] <= MOST)) return false;
      out[next] = kind;
      out[next + 3] = gross;
      out[next + 4] = off;
      out[next + 5] = taxed;
      sound += kind + taxed;
      next += LINE;
    }
    if (extras !== null) {
      const { tags, measures: own } = extras;
      // Numbers stay where they are as the room grows.
      const start = input(many + tags.length + own.length);
      out = floats();
      out[start + 5] = tags.length / 2;
      out[start + 6] = own.length / 3;
      out.set([...tags, ...own], start + many);
    }
    return sound === sound;
  }
}
