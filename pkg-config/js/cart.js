// An order kept in the engine, compared with what changes to the program make of it.
import { call, floats, glue, instance } from './engine.js';
import { ActivityError } from './errors.js';
import { money } from './texts.js';

const refuseEvent = (told) => new ActivityError(told);

/** One order with changes to the program, and without. */
export class Comparison {
  #without;
  #with;
  #changed = null;

  constructor(parts, difference) {
    this.#without = parts.without;
    this.#with = parts.with;
    /** What the changes make: { points, money, discount, tiers, lines }; lines that stay as they are are left out. */
    this.difference = difference;
  }
  /** Without the changes. */
  get without() {
    return this.#without();
  }
  /** With the changes. */
  get with() {
    this.#changed ??= this.#with();
    return this.#changed;
  }

  toJSON() {
    const { without, with: changed, difference } = this;
    return { without, with: changed, difference };
  }
}

/** An order on an account, evaluated once and kept. */
export class Cart {
  #account;
  #event;
  #preview = null;
  /** The order in the engine: null before it is needed, false where it cannot go as numbers. */
  #held = null;
  #generation = -1;

  /** @internal */
  constructor(account, event) {
    this.#account = account;
    // A shop goes on changing its own.
    this.#event = event && JSON.parse(JSON.stringify(event));
  }

  /** What the order would do. */
  preview() {
    this.#preview ??= this.#account.preview(this.#event);
    return this.#preview;
  }

  #resident() {
    if (this.#held !== null && this.#generation === instance()) return this.#held;
    this.#held = false;
    if (this.#account._packs(this.#event)) {
      const held = call(() => this.#account._wasm().hold(), refuseEvent);
      if (held === undefined) throw new ActivityError(glue.refusal());
      this.#held = held;
    }
    this.#generation = instance();
    return this.#held;
  }

  /** Gives the engine's memory back at once; otherwise it goes with the garbage. */
  free() {
    if (this.#held && this.#generation === instance()) this.#held.free();
    this.#held = null;
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }

  /** The order with changes to the program and without: { without, with, difference }. */
  whatIf(changes) {
    const account = this.#account;
    const scenario = account.program.scenario(changes);
    const adopted = account._adopted(scenario);
    const parts = { without: () => this.preview(), with: () => adopted.preview(this.#event) };
    const held = scenario._packer === account.program._packer && this.#resident();
    if (held) {
      const place = call(() => held.compare(adopted._wasm()), refuseEvent);
      if (place === 0) throw new ActivityError(glue.refusal());
      return new Comparison(parts, difference(place / 8, scenario.layout));
    }
    const { total, lines } = account._compared(this.#event, scenario);
    return new Comparison(parts, { ...total, lines });
  }
}

/** What a comparison left in memory: see `difference` in src/wasm/pack.rs for the order of the numbers. */
function difference(start, { points, rewards, ids, scales, moneyPlaces, versions }) {
  const from = floats();
  const { ladders } = versions[from[start]];
  const made = { points: {}, money: {}, discount: money(from[start + 1], moneyPlaces), tiers: {}, lines: [] };
  let at = start + 2;
  for (let i = 0; i < ids.length; i += 1) {
    const more = from[at++];
    if (i < points) made.points[ids[i]] = more / scales[i];
    else if (more !== 0 && rewards[i]) (made.rewards ??= {})[rewards[i]] = more;
    else if (more !== 0) made.money[ids[i]] = money(more, moneyPlaces);
  }
  for (let many = from[at++]; many > 0; many -= 1) {
    const ladder = ladders[from[at++]];
    made.tiers[ladder.id] = ladder.levels[from[at++]].id;
  }
  while (from[at] >= 0) {
    const line = { line: from[at], points: {}, discount: money(from[at + 1], moneyPlaces) };
    at += 2;
    for (let i = 0; i < points; i += 1) line.points[ids[i]] = from[at++] / scales[i];
    made.lines.push(line);
  }
  return made;
}
