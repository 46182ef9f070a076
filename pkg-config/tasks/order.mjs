// Puts functions that are alike beside each other: gzip looks back 32 kB and no further, and a wasm is many times that.
import { readFileSync, writeFileSync } from 'node:fs';

/** Bytes that are compared at once, and how far back likeness counts: what came out smallest. */
const PIECE = 6;
const BACK = 3;

/** Reads a wasm byte by byte. */
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

const [CUSTOM, IMPORT, CODE] = [0, 2, 10];

/** Sections but those of names, the bodies of functions, and how many functions are imported before them. */
function parts(bytes) {
  const reader = new Reader(bytes);
  const sections = [reader.take(8)];
  let imported = 0;
  let bodies = [];
  while (reader.at < bytes.length) {
    const start = reader.at;
    const [id] = reader.take(1);
    const inner = new Reader(reader.take(reader.number()));
    if (id === CUSTOM && inner.take(inner.number()).toString() === 'name') continue;
    sections.push(bytes.subarray(start, reader.at));
    if (id === IMPORT) imported = functionsOf(inner);
    if (id === CODE) bodies = Array.from({ length: inner.number() }, () => inner.take(inner.number()));
  }
  return { sections, imported, bodies };
}

/** Counts the functions of an import section. */
function functionsOf(reader) {
  const many = reader.number();
  for (let at = 0; at < many; at += 1) {
    reader.take(reader.number());
    reader.take(reader.number());
    const [kind] = reader.take(1);
    if (kind !== 0) throw new Error('something else than functions is imported: teach order.mjs to read it');
    reader.number();
  }
  return many;
}

/** The pieces of a function, as numbers. */
function pieces(body) {
  const found = new Set();
  for (let at = 0; at + PIECE <= body.length; at += 1) {
    let hash = 0;
    for (let i = 0; i < PIECE; i += 1) hash = Math.imul(hash, 0x01000193) ^ body[at + i];
    found.add(hash);
  }
  return found;
}

/** Places of functions, each followed by the one left that has most in common with those just before. */
function alike(bodies) {
  const sets = bodies.map(pieces);
  const having = new Map();
  sets.forEach((set, at) => {
    for (const piece of set) {
      const list = having.get(piece);
      // What nearly every function has tells none from another.
      if (list === undefined) having.set(piece, [at]);
      else if (list.length < 60) list.push(at);
    }
  });
  const left = new Set(bodies.keys());
  const order = [];
  let next = 0;
  while (left.size > 0) {
    order.push(next);
    left.delete(next);
    const common = new Map();
    for (let back = 1; back <= Math.min(BACK, order.length); back += 1) {
      for (const piece of sets[order[order.length - back]]) {
        for (const at of having.get(piece)) if (left.has(at)) common.set(at, (common.get(at) ?? 0) + 2 ** -back);
      }
    }
    let best = -1;
    [next] = left;
    for (const [at, many] of common) {
      const share = many / (sets[at].size + 30);
      if (share > best) [best, next] = [share, at];
    }
  }
  return order;
}

function number(value) {
  const bytes = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

/** Names every function by its place in the order; wasm-opt's `--reorder-functions-by-name` then moves them. */
export function nameByLikeness(wasm) {
  const { sections, imported, bodies } = parts(readFileSync(wasm));
  const rank = new Array(bodies.length);
  alike(bodies).forEach((at, place) => {
    rank[at] = place;
  });
  const names = rank.flatMap((place, at) => {
    const name = Buffer.from(String(place).padStart(7, '0'));
    return [...number(at + imported), name.length, ...name];
  });
  const list = [...number(bodies.length), ...names];
  const body = [4, ...Buffer.from('name'), 1, ...number(list.length), ...list];
  writeFileSync(wasm, Buffer.concat([...sections, Buffer.from([CUSTOM, ...number(body.length), ...body])]));
}
