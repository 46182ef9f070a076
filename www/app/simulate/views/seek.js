// Which value of one number meets a goal: what is sought, the search, and the curve of what was tried.
import { html, nothing } from 'lit-html';
import { number, plural } from '../../format.js';
import { icons } from '../../icons.js';
import { conditions } from '../goals.js';
import { shortNumber } from '../numbers.js';
import { MOST } from '../programs.js';
import { charted } from './charted.js';
import { curveChart } from './charts.js';
import { letters } from './tables.js';

export function seekView({ book, seek, seekRun, sought }, { model, width }) {
  const { seeking } = model;
  const offered = seeking.offered();
  const ready = book?.status === 'ready';
  return html`
    <section class="card" aria-labelledby="sim-seek-title">
      <h2 id="sim-seek-title">Seek a number</h2>
      <p class="quiet">Which rate, threshold or multiplier meets a goal, such as a budget? The range is sampled, then halved where the goal lies between; the assumptions are those above, or the usual ones.</p>
      ${offered.fields.length === 0 ? html`<p class="quiet">The program has no number that could be sought, or cannot be read.</p>` : fieldsView(offered, seek, seeking, Boolean(seekRun))}
      ${seekRun
        ? progressView(seekRun, seeking)
        : html`<div class="row"><button class="button primary" id="sim-seek" ?disabled=${!ready || !offered.field || seek.amount.trim() === ''} @click=${seeking.start}>${icons.search}<span>Seek</span></button></div>`}
      ${ready ? nothing : html`<p class="quiet">An order book comes first.</p>`}
      ${seekRun?.tried.length > 1 ? curveView(seekRun.tried, { ...offered, amount: seek.amount.trim() }, width) : nothing}
      ${sought ? foundView(sought, model, width) : nothing}
    </section>
  `;
}

function fieldsView({ programs, at, fields, field, goals, goal, asked }, seek, seeking, busy) {
  const groups = [...new Set(fields.map(({ group }) => group))];
  const text = (name, label) => html`
    <div class="field">
      <label for="sim-seek-${name}">${label}</label>
      <input id="sim-seek-${name}" inputmode="decimal" autocomplete="off" ?disabled=${busy} .value=${asked[name]} @change=${(event) => seeking.set({ [name]: event.target.value.trim() })} />
    </div>
  `;
  return html`
    <div class="sim-seek">
      <div class="field">
        <label for="sim-seek-program">Program</label>
        <select id="sim-seek-program" ?disabled=${busy} @change=${(event) => seeking.set({ at: Number(event.target.value), path: '', from: '', to: '', step: '' })}>
          ${programs.map(({ name }, place) => html`<option value=${place} .selected=${place === at}>${letters[place]}: ${name}</option>`)}
        </select>
      </div>
      <div class="field sim-wide">
        <label for="sim-seek-path">Number</label>
        <select id="sim-seek-path" ?disabled=${busy} @change=${(event) => seeking.set({ path: event.target.value, from: '', to: '', step: '' })}>
          ${groups.map(
            (group) => html`<optgroup label=${group}>${fields.filter((one) => one.group === group).map((one) => html`<option value=${one.path} .selected=${one === field}>${one.name}: ${one.value}</option>`)}</optgroup>`,
          )}
        </select>
        <p class="sim-help">${field.group}</p>
      </div>
      ${text('from', 'From')} ${text('to', 'To')} ${text('step', 'In steps of')}
      <div class="field">
        <label for="sim-seek-goal">Goal</label>
        <select id="sim-seek-goal" ?disabled=${busy} @change=${(event) => seeking.set({ goal: event.target.value })}>
          ${goals.map((one) => html`<option value=${one.id} .selected=${one === goal}>${one.name}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="sim-seek-condition">is</label>
        <select id="sim-seek-condition" ?disabled=${busy} @change=${(event) => seeking.set({ condition: event.target.value })}>
          ${conditions.map(({ id, name }) => html`<option value=${id} .selected=${id === seek.condition}>${name}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="sim-seek-amount">${goal.unit ? `Amount, ${goal.unit}` : 'Amount'}</label>
        <input id="sim-seek-amount" inputmode="decimal" autocomplete="off" ?disabled=${busy} .value=${seek.amount} @input=${(event) => seeking.set({ amount: event.target.value })} />
      </div>
    </div>
  `;
}

const progressView = ({ runs, most, done, total }, seeking) => html`
  <div class="sim-progress">
    <label for="sim-seeking">Seeking</label>
    <progress id="sim-seeking" max=${most || 1} .value=${runs + (total > 0 ? (done / total) * 0.99 : 0)}></progress>
    <p class="quiet">${most === 0 ? 'The book is handed to the engine\u2026' : `${number(runs)} of ${number(most)} runs at most`}</p>
    <div class="row"><button class="button" id="sim-seek-cancel" @click=${seeking.cancel}>${icons.cross}<span>Cancel the search</span></button></div>
  </div>
`;

function foundView(sought, { seeking, chosenNow }, width) {
  const { met, value, comesTo, why, field, goal, condition, amount, crossings, runs, program, step } = sought;
  const asked = `${conditions.find(({ id }) => id === condition).name} ${goal.shown(amount)}`;
  const full = chosenNow().length >= MOST;
  return html`
    <div class="note ${met ? 'good' : ''}" role="status" id="sim-sought">
      ${met ? icons.check : icons.warn}
      <div>
        ${met
          ? html`<p><strong>${field.group}, ${field.name}: ${value}</strong> in ${program} comes to ${goal.shown(comesTo)} (${goal.name}; ${asked} was sought).</p>`
          : html`<p><strong>Nothing in the range meets it.</strong> ${goal.name}, ${asked}: ${why}.</p>`}
        <p class="quiet">${plural(runs, 'run')} of the book, in steps of ${step}.${crossings > 1 ? ` The curve passes the goal ${number(crossings)} times; the first is told.` : ''}</p>
        ${met ? html`<div class="row"><button class="button" id="sim-take" @click=${seeking.take}>${icons.plus}<span>${full ? `Compare it, in place of ${letters[MOST - 1]}` : 'Compare it with the others'}</span></button></div>` : nothing}
      </div>
    </div>
    ${sought.tried.some((one) => one.comesTo !== null) ? curveView(sought.tried, sought, width) : nothing}
  `;
}

const numeric = (value) => Number(String(value).replace(/ ?%$/, ''));

function curveView(tried, { field, goal, amount, value, comesTo }, width) {
  const points = tried.filter((one) => one.comesTo !== null);
  if (points.length === 0) return nothing;
  const sign = String(field.value).endsWith('%') ? ' %' : '';
  const title = `${goal.name} by ${field.name}`;
  const wanted = Number(amount);
  return charted({
    name: 'goal-seek',
    title,
    chart: curveChart({
      id: 'sim-curve',
      title,
      description: `${points.map((one) => `${one.value}: ${goal.shown(one.comesTo)}`).join(', ')}.`,
      width,
      format: (tick) => `${shortNumber(tick)}${goal.unit === '%' ? ' %' : ''}`,
      across: (tick) => `${number(tick)}${sign}`,
      points: points.map((one) => ({ x: numeric(one.value), y: Number(one.comesTo) })),
      name: goal.name,
      ...(amount !== '' && Number.isFinite(wanted) && { line: { y: wanted, name: `the goal, ${goal.shown(amount)}` } }),
      ...(comesTo && { chosen: { x: numeric(value), y: Number(comesTo), name: `found: ${value}` } }),
    }),
    table: {
      caption: `Every value that was tried, in order`,
      label: title,
      columns: [field.name, goal.name],
      rows: tried.map((one) => ({ head: String(one.value), cells: [one.comesTo === null ? (one.refused ?? '\u2013') : goal.shown(one.comesTo)], total: one.value === value })),
    },
    plain: { columns: [field.name, goal.name, 'refused'], rows: tried.map((one) => [one.value, one.comesTo ?? '', one.refused ?? '']) },
  });
}
