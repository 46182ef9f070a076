// An order as numbers in the engine's memory. Every number is whole: names are numbers, money is minor units,
// quantities are millionths. What does not fit that form exactly is not packed; the engine then reads the order as
// text, and says what is wrong with it.
import { civilSeconds } from './civil.js';
import { buffer, glue, instance } from './engine.js';

const MILLION = 1_000_000;
const MOST = Number.MAX_SAFE_INTEGER;
const HEADER = 6;
const LINE = 5;
/** The engine's least integer stands for 'no invoice day of its own'. */
const SAME_DAY = -(2 ** 63);

let view = new Float64Array(0);
let viewOf = -1;

/** A view of the engine's input, for at least so many numbers. */
function input(numbers) {
  // A view of memory that has grown since has no length any more.
  if (view.length < numbers || viewOf !== instance()) {
    const room = Math.max(numbers, 1024);
    // Making room may move the memory: ask for the place first.
    const place = glue.inputAt(room);
    view = new Float64Array(buffer(), place, room);
    viewOf = instance();
  }
  return view;
}

/** A decimal in whole units of `1 / scale`, or NaN where it is not one exactly. */
function units(value, scale) {
  let number = value;
  if (typeof value === 'string') {
    // Up to 15 digits, a decimal and its nearest number name each other.
    if (value.length === 0 || value.length > 15) return NaN;
    number = Number(value);
  } else if (typeof value !== 'number') {
    return NaN;
  }
  const whole = Math.round(number * scale);
  return whole / scale === number && whole >= 0 && whole <= MOST ? whole : NaN;
}

/** What packing needs to know of a program. */
export class Packer {
  #layout;
  #handle;
  #minor;
  #names = new Map();
  #known = new Map();
  #told;
  #extra;
  #generation = -1;

  constructor(layout, handle) {
    this.#layout = layout;
    this.#handle = handle;
    this.#minor = 10 ** layout.moneyPlaces;
    this.#told = new Set(layout.toldApart);
    this.#extra = layout.lineAttributes.slice(3);
  }

  /** The number of a name: new names get one only where their values must be told apart. */
  #name(name, apart) {
    const map = apart ? this.#names : this.#known;
    let number = map.get(name);
    if (number === undefined) {
      if (typeof name !== 'string') return name === undefined || name === null ? 0 : NaN;
      const wasm = this.#handle();
      number = apart ? wasm.intern(name) : wasm.find(name);
      // A shop that runs for months meets names without end; those seen lately are enough to remember.
      if (map.size > 100_000) map.clear();
      map.set(name, number);
    }
    return number;
  }

  /** Packs the order; false where it must go as text. */
  pack(order, at) {
    const { orderAttributes, ownMeasures } = this.#layout;
    if (this.#generation !== instance()) {
      this.#names.clear();
      this.#known.clear();
      this.#generation = instance();
    }
    const lines = order.lines;
    if (!Array.isArray(lines) || lines.length === 0 || lines.length > 10_000) return false;
    const seconds = civilSeconds(at);
    if (seconds !== seconds || typeof order.id !== 'string' || order.id === '') return false;
    const extra = this.#extra;
    const stride = 3 + extra.length;
    const room = HEADER + orderAttributes.length + ownMeasures.length + lines.length * (LINE + stride) + 2;
    const out = input(room + lines.length * 16);
    let next = 0;
    out[next++] = seconds;
    out[next++] = order.invoiced === undefined ? SAME_DAY : civilSeconds(order.invoiced) / 86_400;
    out[next++] = lines.length;
    out[next++] = stride;
    const minor = this.#minor;
    out[next++] = order.shipping === undefined ? 0 : units(order.shipping, minor);
    out[next++] = order.paidWithPoints === undefined ? 0 : units(order.paidWithPoints, minor);
    // NaN in any of these means that the engine has to look at the text.
    let sound = out[1] + out[4] + out[5];
    const attributes = order.attributes;
    for (let i = 0; i < orderAttributes.length; i += 1) {
      const value = attributes === undefined ? 0 : this.#name(attributes[orderAttributes[i]], false);
      out[next++] = value;
      sound += value;
    }
    const measures = order.measures;
    for (let i = 0; i < ownMeasures.length; i += 1) {
      const value = measures?.[ownMeasures[i]];
      const number = value === undefined ? 0 : units(value, MILLION);
      out[next++] = number;
      sound += number;
    }
    const [apartSku, apartCategory, apartBrand] = [this.#told.has(0), this.#told.has(1), this.#told.has(2)];
    let tags = 0;
    let own = 0;
    for (let i = 0; i < lines.length; i += 1) {
      const line = lines[i];
      const { quantity = 1, unitPrice, amount, discount, tax } = line;
      const price = units(unitPrice, minor);
      let gross;
      if (typeof quantity === 'number' && Number.isInteger(quantity) && quantity > 0 && amount === undefined) {
        gross = quantity * price;
        out[next++] = quantity * MILLION;
        out[next++] = price * (MILLION / minor);
      } else if (amount !== undefined) {
        gross = units(amount, minor);
        const count = units(quantity, MILLION);
        out[next++] = count > 0 ? count : NaN;
        out[next++] = -1;
      } else {
        // Fractions of a unit, or prices finer than the minor unit: rounding is the engine's.
        return false;
      }
      out[next++] = gross;
      const off = discount === undefined ? 0 : units(discount, minor);
      out[next++] = off;
      const taxed = tax === undefined ? 0 : units(tax, minor);
      out[next++] = taxed;
      if (!(gross >= off && gross <= MOST && out[next - 5] <= MOST && out[next - 4] <= MOST)) return false;
      sound += taxed;
      const [sku, category, brand] = [this.#name(line.sku, apartSku), this.#name(line.category, apartCategory), this.#name(line.brand, apartBrand)];
      out[next++] = sku;
      out[next++] = category;
      out[next++] = brand;
      sound += sku + category + brand;
      for (let k = 0; k < extra.length; k += 1) {
        const value = this.#name(line.attributes?.[extra[k]], this.#told.has(3 + k));
        out[next++] = value;
        sound += value;
      }
      if (line.tags !== undefined) tags += line.tags.length;
      if (line.measures !== undefined) own += 1;
    }
    // Tags and measures of lines are rare in a preview: they go as text.
    if (sound !== sound || tags > 0 || own > 0) return false;
    out[next++] = 0;
    out[next++] = 0;
    return true;
  }
}
