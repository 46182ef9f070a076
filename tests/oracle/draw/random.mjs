// A seeded source of choices: the same seed draws the same programs and histories on every machine.

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are enough to draw test cases. */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }
  bits() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }
  /** A whole number from `low` to `high`, both included. */
  from(low, high) {
    return low + (this.bits() % (high - low + 1));
  }
  chance(percent) {
    return this.from(1, 100) <= percent;
  }
  pick(list) {
    return list[this.from(0, list.length - 1)];
  }
  /** Up to `most` different ones of a list, at least one. */
  some(list, most = list.length) {
    const left = [...list];
    return Array.from({ length: this.from(1, Math.min(most, list.length)) }, () => left.splice(this.from(0, left.length - 1), 1)[0]);
  }
  maybe(percent, make) {
    return this.chance(percent) ? make() : undefined;
  }
}
