// Lines, stacked areas and columns over an axis of names, and a curve over an axis of numbers; each is drawn for a width, and
// described in words.
import { html, svg } from 'lit-html';
import { scaleLinear } from 'd3-scale';
import { area, line, stack } from 'd3-shape';

const height = 260;
const margin = { top: 14, right: 10, bottom: 30, left: 52 };

/** Every so many names of the axis, so that they do not meet. */
const stride = (labels, width) => Math.ceil(labels.length / Math.max(1, Math.floor((width - margin.left) / (Math.max(...labels.map((label) => label.length)) * 7 + 18))));

function frame({ id, title, description, labels, width, y, format, x, body, legend, edges = true, every = stride(labels, width) }) {
  const anchor = (at) => (!edges ? 'middle' : at === 0 ? 'start' : at === labels.length - 1 ? 'end' : 'middle');
  return html`
    <figure class="chart sim-chart">
      <svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-labelledby="${id}-title ${id}-description">
        <title id="${id}-title">${title}</title>
        <desc id="${id}-description">${description}</desc>
        ${y.ticks(4).map(
          (tick) => svg`
            <line class="sim-grid" x1=${margin.left} x2=${width - margin.right} y1=${y(tick)} y2=${y(tick)} />
            <text class="sim-tick" x=${margin.left - 8} y=${y(tick) + 4} text-anchor="end">${format(tick)}</text>`,
        )}
        ${body}
        <line class="chart-axis" x1=${margin.left} x2=${width - margin.right} y1=${y(0)} y2=${y(0)} />
        ${labels.map((label, at) =>
          at % every === 0
            ? svg`<text class="sim-tick" x=${x(at)} y=${height - 8} text-anchor=${anchor(at)}>${label}</text>`
            : svg``,
        )}
      </svg>
      <figcaption class="legend">${legend}</figcaption>
    </figure>
  `;
}

const lineKey = ({ name, mark }) => html`<span><svg class="sim-key" viewBox="0 0 26 10" width="26" height="10" aria-hidden="true"><path class="sim-line ${mark}" d="M1 5h24" /></svg>${name}</span>`;

export const areaKey = ({ name, mark }) => html`<span><svg class="sim-key" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><rect class="sim-layer ${mark}" width="14" height="14" rx="3" /></svg>${name}</span>`;

const across = (labels, width) => scaleLinear([0, Math.max(1, labels.length - 1)], [margin.left, width - margin.right]);

/**
 * @param {{ id: string, title: string, description: string, labels: string[], width: number, format: (value: number) => string,
 *   series: { name: string, mark: string, values: number[] }[], ceiling?: number }} given `mark` is the class of a line and its key
 */
export function lineChart({ series, ceiling, ...given }) {
  const { labels, width } = given;
  const x = across(labels, width);
  const values = series.flatMap((one) => one.values);
  const y = scaleLinear([Math.min(0, ...values), Math.max(...values, 1)], [height - margin.bottom, margin.top]).nice(4);
  // Shares end at the whole, unless some are below zero.
  if (ceiling && Math.min(...values) >= 0 && Math.max(...values) <= ceiling + 0.5) y.domain([0, ceiling]);
  const path = line((_, at) => x(at), (value) => y(value));
  return frame({
    ...given,
    x,
    y,
    body: series.map(
      ({ mark, values: own }) => svg`<path class="sim-line ${mark}" d=${path(own)} />${own.length === 1 ? svg`<circle class="sim-dot ${mark}" cx=${x(0)} cy=${y(own[0])} r="4" />` : svg``}`,
    ),
    legend: series.map(lineKey),
  });
}

/** Layers on one another, the first at the bottom. */
export function stackChart({ series, ...given }) {
  const { labels, width } = given;
  const x = across(labels, width);
  const layers = stack().keys(series.map((_, at) => at)).value((at, layer) => series[layer].values[at])(labels.map((_, at) => at));
  const top = Math.max(1, ...layers.flatMap((layer) => layer.map(([, to]) => to)));
  const y = scaleLinear([0, top], [height - margin.bottom, margin.top]).nice(4);
  const shape = area().x((_, at) => x(at)).y0(([from]) => y(from)).y1(([, to]) => y(to));
  // A single month has no width: it is drawn as one.
  const wide = (layer) => (labels.length > 1 ? shape(layer) : `M${x(0)} ${y(layer[0][0])}H${x(1)}V${y(layer[0][1])}H${x(0)}Z`);
  return frame({
    ...given,
    x,
    y,
    body: layers.map((layer, at) => svg`<path class="sim-layer ${series[at].mark}" d=${wide(layer)} />`),
    legend: series.map(areaKey),
  });
}

/** Columns: what is above zero is piled upwards, what is below it downwards. */
export function columnChart({ series, ...given }) {
  const { labels, width } = given;
  const room = (width - margin.left - margin.right) / labels.length;
  const x = (at) => margin.left + room * (at + 0.5);
  const sum = (at, sign) => series.reduce((all, { values }) => all + Math.max(0, values[at] * sign), 0);
  const most = (sign) => Math.max(0, ...labels.map((_, at) => sum(at, sign)));
  const y = scaleLinear([-most(-1), Math.max(most(1), most(-1) > 0 ? 0 : 1)], [height - margin.bottom, margin.top]).nice(4);
  return frame({ ...given, x, y, body: piles(series, { x, y, wide: Math.min(36, room * 0.7) }), edges: false, legend: series.map(areaKey) });
}

function piles(series, { x, y, wide }) {
  const bar = (mark, at, from, to) => svg`<rect class="sim-layer ${mark}" x=${x(at) - wide / 2} y=${Math.min(y(from), y(to))} width=${wide} height=${Math.abs(y(to) - y(from))} />`;
  return series[0].values.flatMap((_, at) => {
    const piled = { 1: 0, '-1': 0 };
    return series.map(({ mark, values }) => {
      const sign = values[at] < 0 ? -1 : 1;
      const from = piled[sign];
      piled[sign] += values[at];
      return values[at] === 0 ? svg`` : bar(mark, at, from, piled[sign]);
    });
  });
}

/**
 * Columns between the edges of classes, each with its count on top.
 * @param {{ edges: string[], series: { name: string, mark: string, values: number[] }[] }} given one edge more than there are values
 */
export function histogramChart({ series, edges, ...given }) {
  const { width, format } = given;
  const many = edges.length - 1;
  const room = (width - margin.left - margin.right) / many;
  // The first and the last edge have their names, and those between them as far apart as there is room for.
  let every = stride(edges, width);
  while (every < many && many % every > 0) every += 1;
  const x = (at) => margin.left + room * at;
  const middle = (at) => x(at + 0.5);
  const sums = series[0].values.map((_, at) => series.reduce((sum, { values }) => sum + values[at], 0));
  const y = scaleLinear([0, Math.max(1, ...sums)], [height - margin.bottom, margin.top]).nice(4);
  const counts = sums.map((sum, at) => (sum === 0 ? svg`` : svg`<text class="sim-tick" x=${middle(at)} y=${y(sum) - 4} text-anchor="middle">${format(sum)}</text>`));
  return frame({ ...given, labels: edges, every, x, y, body: [piles(series, { x: middle, y, wide: room - 3 }), counts], legend: series.map(areaKey) });
}

/**
 * A curve through points, over an axis of numbers.
 * @param {{ points: { x: number, y: number }[], line?: { y: number, name: string }, chosen?: { x: number, y: number, name: string }, across: (value: number) => string }} given
 */
export function curveChart({ points, line: goal, chosen, name, across: worded, ...given }) {
  const { width } = given;
  const sorted = points.toSorted((one, other) => one.x - other.x);
  const xs = sorted.map((point) => point.x);
  const ys = [...sorted.map((point) => point.y), ...(goal ? [goal.y] : [])];
  const x = scaleLinear([xs[0], xs.at(-1) > xs[0] ? xs.at(-1) : xs[0] + 1], [margin.left + 8, width - margin.right - 8]);
  const y = scaleLinear([Math.min(0, ...ys), Math.max(...ys, 0) || 1], [height - margin.bottom, margin.top]).nice(4);
  const ticks = x.ticks(Math.max(2, Math.floor(width / 130)));
  const path = line((point) => x(point.x), (point) => y(point.y));
  return frame({
    ...given,
    labels: ticks.map(worded),
    x: (at) => x(ticks[at]),
    y,
    edges: false,
    body: [
      goal ? svg`<line class="sim-line sim-goal" x1=${margin.left} x2=${width - margin.right} y1=${y(goal.y)} y2=${y(goal.y)} />` : svg``,
      svg`<path class="sim-line sim-a" d=${path(sorted)} />`,
      sorted.map((point) => svg`<circle class="sim-dot sim-a" cx=${x(point.x)} cy=${y(point.y)} r="3.5" />`),
      chosen ? svg`<circle class="sim-dot sim-b" cx=${x(chosen.x)} cy=${y(chosen.y)} r="7" />` : svg``,
    ],
    legend: [lineKey({ name, mark: 'sim-a' }), ...(goal ? [lineKey({ name: goal.name, mark: 'sim-goal' })] : []), ...(chosen ? [dotKey({ name: chosen.name, mark: 'sim-b' })] : [])],
  });
}

const dotKey = ({ name, mark }) => html`<span><svg class="sim-key" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><circle class="sim-dot ${mark}" cx="7" cy="7" r="6" /></svg>${name}</span>`;
