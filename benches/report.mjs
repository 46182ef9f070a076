// The figures as tables: on the terminal, and in docs/performance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { rows } from './bars.mjs';

const docs = new URL('../docs/performance.md', import.meta.url);
const MARKS = { start: '<!-- figures -->', end: '<!-- /figures -->' };

const HEAD = ['figure', 'what', 'measured', 'bar', 'reach', 'verdict'];

export function print(figures) {
  const table = [HEAD, ...rows(figures)];
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const pad = (text, column) => (column < 2 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  for (const row of table) console.log(row.map(pad).join('  '));
}

const markdown = ([head, ...body], align) =>
  [head, align, ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Every contestant of the two previews, as microseconds and as a ratio. */
function contestants({ preview10, preview200 }) {
  const names = Object.keys(preview10);
  const races = [preview10, preview200];
  const cells = (name) => races.flatMap((race) => [race[name].micros.toFixed(1), race[name].ratio.toFixed(2)]);
  const head = ['contestant', '10 lines, µs', 'to hand', '200 lines, µs', 'to hand'];
  return markdown([head, ...names.map((name) => [name, ...cells(name)])], ['---', '--:', '--:', '--:', '--:']);
}

/** Puts the figures of a bench.json between the marks. */
export function writeDocs(figures) {
  const text = readFileSync(docs, 'utf8');
  const [start, end] = [text.indexOf(MARKS.start), text.indexOf(MARKS.end)];
  if (start < 0 || end < start) throw new Error(`docs/performance.md lacks ${MARKS.start} ... ${MARKS.end}`);
  const { machine, races } = figures.detail;
  const filled = [
    MARKS.start,
    markdown([HEAD, ...rows(figures)], ['---', '---', '--:', '--:', '--:', '---']),
    '',
    contestants(races),
    '',
    `Node ${machine.node}, ${machine.cpu}, ${machine.platform}.`,
    '',
  ].join('\n');
  writeFileSync(docs, text.slice(0, start) + filled + text.slice(end));
}
