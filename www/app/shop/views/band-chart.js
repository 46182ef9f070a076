// Bands as steps: the wider a step, the longer its rate lasts; the higher, the better it pays.
import { html, nothing, svg } from 'lit-html';
import { scaleLinear } from 'd3-scale';
import { line, curveStepAfter } from 'd3-shape';

const height = 176;
const margin = { top: 30, right: 12, bottom: 40, left: 12 };

/**
 * @param {{ id: string, name: string, width: number, reached: number | null, before: number | null, after: number | null,
 *   bands: { from: number, height: number, label: string }[],
 *   a base that picks no band has no place among them: then `before` and `after` are null,
 *   texts: { before: string, after: string, short: (value: number) => string } }} given
 */
export function bandChart({ id, name, width, bands, before, after, texts, reached }) {
  const last = bands.at(-1).from;
  // Far above the last band, the chart keeps the bands readable and the marker says how far away it is.
  const end = Math.max(last * 1.3, Math.min((after ?? 0) * 1.15, last * 4), 1);
  const x = scaleLinear([0, end], [margin.left, width - margin.right]).clamp(true);
  const top = Math.max(...bands.map((band) => band.height), 0);
  const y = scaleLinear([0, top || 1], [height - margin.bottom, margin.top + 16]);
  const floor = height - margin.bottom;
  const ends = bands.map((_band, index) => bands[index + 1]?.from ?? end);
  const outline = line((point) => x(point[0]), (point) => y(point[1])).curve(curveStepAfter);
  const points = [...bands.map((band) => [band.from, band.height]), [end, bands.at(-1).height]];
  return html`
    <figure class="chart">
      <svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-labelledby="${id}-chart">
        <title id="${id}-chart">${description({ name, bands, texts, reached })}</title>
        ${bands.map((band, index) => bandShape(band, index, { x, y, floor, end: ends[index], reached }))}
        <path class="chart-outline" d=${outline(points)} />
        <line class="chart-axis" x1=${margin.left} x2=${width - margin.right} y1=${floor} y2=${floor} />
        ${after === null ? nothing : svg`${marker({ at: x(before), kind: 'before', floor, beyond: before > end })}${marker({ at: x(after), kind: 'after', floor, beyond: after > end })}`}
        ${bands.map((band, index) => bandLabels(band, index, { x, y, floor, end: ends[index], reached, texts }))}
      </svg>
      <figcaption class="legend">
        <span><i class="dot before"></i>before ${texts.before}</span>
        <span><i class="dot after"></i>with this order <strong>${texts.after}</strong></span>
      </figcaption>
    </figure>
  `;
}

function description({ name, bands, texts, reached }) {
  const rate = reached === null || !bands[reached] ? 'no band yet' : `the band of ${bands[reached].label}`;
  return `${name}: before this order ${texts.before}, with it ${texts.after}, in ${rate}. ${bands.length} bands from ${bands[0].label} to ${bands.at(-1).label}; the table below has them all.`;
}

function bandShape(band, index, { x, y, floor, end, reached }) {
  const [from, to] = [x(band.from), x(end)];
  return svg`
    <rect class="chart-band ${index === reached ? 'reached' : ''}" x=${from} y=${y(band.height)} width=${Math.max(0, to - from)} height=${Math.max(0, floor - y(band.height))} />
    ${band.from > 0 ? svg`<line class="chart-axis" x1=${from} x2=${from} y1=${floor} y2=${floor + 22} />` : nothing}
  `;
}

/** Over everything else, so that a marker never strikes a label through. */
function bandLabels(band, index, { x, y, floor, end, reached, texts }) {
  const [from, to] = [x(band.from), x(end)];
  const wide = to - from;
  const middle = (from + to) / 2;
  return svg`
    ${wide > band.label.length * 8 + 4 ? svg`<text class="chart-rate ${index === reached ? 'reached' : ''}" x=${middle} y=${y(band.height) - 7} text-anchor="middle">${band.label}</text>` : nothing}
    ${band.from > 0 && wide > 30 ? svg`<text class="chart-tick" x=${from} y=${floor + 34} text-anchor="middle">${texts.short(band.from)}</text>` : nothing}
  `;
}

function marker({ at, kind, floor, beyond }) {
  return svg`
    <g class="chart-marker ${kind}">
      <line x1=${at} x2=${at} y1=${margin.top - 8} y2=${floor} />
      ${beyond
        ? svg`<path d="M${at - 6} ${margin.top - 16}l8 6-8 6z" />`
        : svg`<circle cx=${at} cy=${margin.top - 12} r="5.5" />`}
    </g>
  `;
}
