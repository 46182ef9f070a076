// Bars from one value to another, each below its name: a waterfall, or what hangs on what.
import { html, nothing, svg } from 'lit-html';
import { scaleLinear } from 'd3-scale';
import { areaKey } from './charts.js';

const ROW = 46;
const BAR = 18;
const FOOT = 26;
const SIDE = 8;

/**
 * @param {{ id: string, title: string, description: string, width: number, format: (value: number) => string, base?: number,
 *   rows: { name: string, text: string, bars: { from: number, to: number, mark: string }[] }[], legend?: { name: string, mark: string }[] }} given
 *   `base` is drawn as a line through all rows
 */
export function spanChart({ id, title, description, width, format, rows, base, legend = [] }) {
  const values = rows.flatMap(({ bars }) => bars.flatMap(({ from, to }) => [from, to]));
  // Around a line that is drawn through all, it is the differences that tell.
  const ends = base === undefined ? 0 : base;
  const [low, high] = [Math.min(ends, ...values), Math.max(ends, ...values)];
  const x = scaleLinear([low, high > low ? high : low + 1], [SIDE + 16, width - SIDE - 16]).nice(4);
  const height = rows.length * ROW + FOOT;
  const ticks = x.ticks(Math.max(2, Math.floor(width / 120)));
  const bar = ({ from, to, mark }, at) => svg`<rect class="sim-layer ${mark}" x=${x(Math.min(from, to))} y=${at * ROW + 22} width=${Math.max(1, Math.abs(x(to) - x(from)))} height=${BAR} rx="2" />`;
  return html`
    <figure class="chart sim-chart">
      <svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-labelledby="${id}-title ${id}-description">
        <title id="${id}-title">${title}</title>
        <desc id="${id}-description">${description}</desc>
        ${ticks.map(
          (tick) => svg`
            ${rows.map((_, at) => svg`<line class="sim-grid" x1=${x(tick)} x2=${x(tick)} y1=${at * ROW + 20} y2=${at * ROW + ROW - 2} />`)}
            <text class="sim-tick" x=${x(tick)} y=${height - 6} text-anchor="middle">${format(tick)}</text>`,
        )}
        ${rows.map(
          ({ name, text, bars }, at) => svg`
            <text class="sim-name-of" x=${SIDE} y=${at * ROW + 15}>${shortened(name, text, width)}</text>
            <text class="sim-value-of" x=${width - SIDE} y=${at * ROW + 15} text-anchor="end">${text}</text>
            ${bars.map((one) => bar(one, at))}`,
        )}
        ${rows.map((_, at) => svg`<line class=${base === undefined ? 'chart-axis' : 'sim-line sim-goal'} x1=${x(ends)} x2=${x(ends)} y1=${at * ROW + 20} y2=${at * ROW + ROW - 2} />`)}
      </svg>
      ${legend.length > 0 ? html`<figcaption class="legend">${legend.map(areaKey)}</figcaption>` : nothing}
    </figure>
  `;
}

/** A name that leaves its value room. */
function shortened(name, text, width) {
  const most = Math.max(8, Math.floor((width - 2 * SIDE - text.length * 8.4 - 12) / 7.6));
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}\u2026`;
}
