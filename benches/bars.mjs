// What is held against what: each figure, its bar, and the bar we reach for.

export const BARS = {
  preview10: { must: 2.0, stretch: 1.5, what: 'preview of 10 lines, to hand-written JS' },
  preview200: { must: 2.0, stretch: 1.4, what: 'preview of 200 lines, to hand-written JS' },
  vs_data_driven: { must: 0.7, stretch: 0.5, what: 'preview, to JS with rules as data' },
  what_if: { must: 0.8, stretch: 0.3, what: 'what-if of a resident cart, to one preview in hand-written JS' },
  vs_big: { must: 1 / 15, stretch: 1 / 20, what: 'preview, to big.js' },
  rule_growth: { must: 1.15, what: 'preview with 10,000 rules more, to the same without' },
  gzip_bytes: { must: 122_880, stretch: 81_920, what: 'wasm and scripts, gzip', unit: 'bytes' },
  sim_columns: { must: 0.6, stretch: 0.3, what: 'a book in columns, one worker, to hand-written JS on objects' },
  sim_vs_typed: { must: 2.0, stretch: 1.0, what: 'the same, to hand-written JS on typed columns' },
  sim_vs_data_driven: { must: 0.2, stretch: 0.1, what: 'the same, to JS with rules as data' },
  sim_scaling: { must: 1.6, stretch: 1.8, what: 'one worker to two', more: true },
  sim_native: { must: 0.6, stretch: 0.4, what: 'the native engine, to the wasm of one worker' },
  sim_growth: { must: 1.15, stretch: 1.05, what: 'an order of the largest book, to one of the smallest' },
  sim_memory: { must: 1.5, stretch: 1.2, what: 'the most memory, over what the columns of the largest book take' },
  cold_ms: { must: 12, stretch: 6, what: 'from bytes in memory to the first preview', unit: 'ms' },
};

export const verdict = ({ must, stretch, more = false }, value) => {
  const reaches = (bar) => (more ? value >= bar : value <= bar);
  if (!reaches(must)) return 'missed';
  return stretch !== undefined && reaches(stretch) ? 'stretch' : 'met';
};

/** A figure as people read it. */
export function written({ unit }, value) {
  if (value === undefined || value === null) return '-';
  if (unit === 'bytes') return value.toLocaleString('en');
  if (unit === 'ms') return `${value.toFixed(1)} ms`;
  return value < 0.1 ? value.toFixed(3) : value.toFixed(2);
}

/** One row per bar: name, what it is, value, must, stretch, verdict. */
export const rows = (figures) =>
  Object.entries(BARS).map(([name, bar]) => [
    name,
    bar.what,
    written(bar, figures[name]),
    written(bar, bar.must),
    written(bar, bar.stretch),
    verdict(bar, figures[name]),
  ]);

export const missed = (figures) => Object.keys(BARS).filter((name) => verdict(BARS[name], figures[name]) === 'missed');
