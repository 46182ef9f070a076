// The order book: the page's own or a file of the operator's, and what its columns are.
import { html, nothing } from 'lit-html';
import { day, number, plural } from '../../format.js';
import { icons } from '../../icons.js';
import { complaints, columnName, targets } from '../mapping.js';
import { dayForms, dayOf } from '../values.js';

/** @param {{ model: object, save: (name: string, blob: Blob) => void, dropping: boolean, over: (on: boolean) => void }} given */
export function inputView({ book, saving }, { model, save, dropping, over }) {
  const choose = (event) => {
    const [file] = event.target.files;
    event.target.value = '';
    if (file) model.loadFile(file);
  };
  const drop = (event) => {
    event.preventDefault();
    over(false);
    const [file] = event.dataTransfer.files;
    if (file) model.loadFile(file);
  };
  const hover = (event) => {
    event.preventDefault();
    if (!dropping) over(true);
  };
  return html`
    <section class="card sim-input ${dropping ? 'sim-over' : ''}" aria-labelledby="sim-book-title" @dragover=${hover} @dragleave=${(event) => event.currentTarget.contains(event.relatedTarget) || over(false)} @drop=${drop}>
      <h2 id="sim-book-title">Order book</h2>
      <p class="quiet">
        Take the wholesaler’s book of this page (541,909 lines; 2.3 MB, loaded when you ask and kept for later visits without a connection), or drop a file of your own here:
        CSV, also gzipped, with a line of column names, Parquet or Arrow. A file never leaves this device.
      </p>
      <div class="row">
        <button class="button ${book ? '' : 'primary'}" ?disabled=${book?.status === 'reading'} @click=${model.loadShipped}>${icons.cart}<span>Load the page’s book</span></button>
        <label class="button file">${icons.open}<span>Open a file</span><input id="sim-file" type="file" accept=".csv,.gz,.txt,.tsv,.parquet,.arrow,.feather,text/csv,application/gzip" @change=${choose} /></label>
        <button class="button" ?disabled=${saving} @click=${async () => {
          const csv = await model.shippedAsCsv();
          if (csv) save('online-retail.csv', csv);
        }}>${icons.save}<span>${saving ? 'Writing…' : 'Save the page’s book as CSV'}</span></button>
      </div>
      ${book ? bookView(book, model) : nothing}
    </section>
  `;
}

function bookView(book, model) {
  if (book.status === 'reading') {
    return html`
      <div class="sim-progress">
        <label for="sim-reading">Reading ${book.name}</label>
        <progress id="sim-reading" max="1" .value=${book.share}></progress>
      </div>
    `;
  }
  return html`${book.status === 'ready' ? readView(book) : nothing} ${book.looked?.form ? mappingView(book, model) : nothing}`;
}

const readView = ({ name, read, own, looked }) => html`
  <div class="note good">
    ${icons.check}
    <div>
      <p id="sim-read">
        <strong>${name}</strong>: ${plural(read.rows, 'line')}, ${plural(read.orders, 'order')} of ${plural(read.accounts, 'customer')}, ${day(dayOf(read.first))} to ${day(dayOf(read.last))}.
      </p>
      ${looked.retail && !own ? html`<p class="quiet">This is the file that the page’s book is made from: its categories are derived in the same way.</p>` : nothing}
      ${read.daysUnsure ? html`<p>Its dates could be read with the day or with the month first. They are read as ${dayForms.find(({ id }) => id === read.days).name}; correct it below if that is wrong.</p>` : nothing}
    </div>
  </div>
`;

function mappingView({ looked, corrected, status }, model) {
  const { header, sample, form } = looked;
  const wrong = complaints(form.mapping);
  const set = (at, target) => model.correct({ mapping: form.mapping.map((one, place) => (place === at ? target : one)) });
  const open = status === 'mapping' || corrected;
  return html`
    <details class="sim-mapping" ?open=${open}>
      <summary>What its columns are</summary>
      ${status === 'mapping' ? html`<p>Some columns could not be told from their names. Say what they are.</p>` : nothing}
      <ul class="sim-columns">
        ${header.map(
          (name, at) => html`
            <li class="field">
              <label for="sim-column-${at}"><strong>${name || `column ${at + 1}`}</strong> <span class="sim-sample">${sample.map((row) => row[at]).filter(Boolean).slice(0, 2).join(', ')}</span></label>
              <select id="sim-column-${at}" @change=${(event) => set(at, event.target.value)}>
                ${targets.map(({ id, name: label }) => html`<option value=${id} .selected=${id === form.mapping[at]}>${id.endsWith('.') || id === 'line' ? `${columnName(id, name)} (${label.replace(/^.* of /, '')})` : label}</option>`)}
              </select>
            </li>
          `,
        )}
      </ul>
      <div class="sim-forms">
        <div class="field">
          <label for="sim-days">Days are written</label>
          <select id="sim-days" @change=${(event) => model.correct({ days: event.target.value, daysAreSaid: true })}>
            ${dayForms.map(({ id, name }) => html`<option value=${id} .selected=${id === form.days}>${name}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="sim-decimal">Decimals follow</label>
          <select id="sim-decimal" @change=${(event) => model.correct({ decimal: event.target.value })}>
            <option value="." .selected=${form.decimal === '.'}>a point (1.50)</option>
            <option value="," .selected=${form.decimal === ','}>a comma (1,50)</option>
          </select>
        </div>
        <div class="field">
          <label for="sim-bad">Rows that cannot be read</label>
          <select id="sim-bad" @change=${(event) => model.correct({ stops: event.target.value === 'stop' })}>
            <option value="go-on" .selected=${!form.stops}>are counted and left out</option>
            <option value="stop" .selected=${Boolean(form.stops)}>end the reading</option>
          </select>
        </div>
      </div>
      ${wrong.length > 0 ? html`<ul class="sim-wrong" role="status">${wrong.map((text) => html`<li>${text}</li>`)}</ul>` : nothing}
      ${form.mapping.includes('order') ? nothing : html`<p class="quiet">Without a column for the order, what a customer bought at one time is one order.</p>`}
      <div class="row"><button class="button primary" ?disabled=${wrong.length > 0 || (status === 'ready' && !corrected)} @click=${model.readAgain}>${icons.reset}<span>Read with these columns</span></button></div>
    </details>
  `;
}

/** Rows in no order, by reason. */
export function leftView({ left, result }, { model, save, reasons }) {
  if (!left || left.groups.length === 0) return nothing;
  const count = left.groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return html`
    <section class="card" aria-labelledby="sim-left-title">
      <div class="card-head">
        <h2 id="sim-left-title">${plural(count, 'line')} in no order</h2>
        <button class="button small" @click=${async () => {
          const csv = await model.leftAsCsv();
          if (csv) save('lines-in-no-order.csv', new Blob([csv], { type: 'text/csv' }));
        }}>${icons.save}<span>Save them as CSV</span></button>
      </div>
      <p class="quiet">Of ${plural(result.book.rows, 'line')}. They are in none of the figures.</p>
      <ul class="plain-list">
        ${left.groups.map(
          ({ reason, rows, first }) => html`
            <li class="sim-reason">
              <strong>${number(rows.length)}</strong> ${rows.length === 1 ? 'has' : 'have'} ${reasons[reason] ?? reason}
              ${first ? html`<ul class="sim-rows">${first.filter(Boolean).map(({ line, fields }) => html`<li><span>line ${number(line)}</span> <code>${fields.join(', ')}</code></li>`)}</ul>` : nothing}
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}
