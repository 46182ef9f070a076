// Times, taken so that a busy machine falls on everybody alike: the contestants run in turn, round after round, and
// each round gives one ratio to the first of them.

/** The middle one. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

// Adding up what comes back keeps the compiler from leaving the work out.
let sink = 0;

function pass({ run, inputs }) {
  for (const input of inputs) sink += run(input).points;
}

async function passLater({ run, inputs }) {
  for (const input of inputs) sink += (await run(input)).points;
}

/** Microseconds per input, over at least so many milliseconds. */
async function sample(entry, least) {
  const start = performance.now();
  let time = 0;
  let passes = 0;
  while (time < least) {
    if (entry.later) await passLater(entry);
    else pass(entry);
    time = performance.now() - start;
    passes += 1;
  }
  return (time * 1000) / (passes * entry.inputs.length);
}

/**
 * Entries are `{ name, run, inputs }`; `run` returns something with `points`. `later` marks a promise, `every` an entry
 * too slow for every round. Gives, by name, the median `micros` and the median `ratio` to the first entry with its
 * quartiles.
 */
export async function race(entries, { rounds = 21, least = 25, warmup = 250 } = {}) {
  for (const entry of entries) await sample(entry, warmup);
  const micros = new Map(entries.map(({ name }) => [name, []]));
  const ratios = new Map(entries.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    let first;
    for (const entry of entries) {
      if (round % (entry.every ?? 1) !== 0) continue;
      const time = await sample(entry, least);
      first ??= time;
      micros.get(entry.name).push(time);
      ratios.get(entry.name).push(time / first);
    }
  }
  return Object.fromEntries(entries.map(({ name }) => [name, summary(micros.get(name), ratios.get(name))]));
}

function summary(micros, ratios) {
  const middle = median(ratios);
  const quartiles = [median(ratios.filter((r) => r <= middle)), median(ratios.filter((r) => r >= middle))];
  return { micros: median(micros), ratio: middle, quartiles, rounds: micros.length };
}
