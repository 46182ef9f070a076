// Credit notes: who is paid what for what, line by line. A line can be held back, and one of a closed period corrected.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { card, outcomeView } from '../../account/views/parts.js';
import { decimalsOf } from '../../account/books.js';
import { aboutName, unitWords, whose } from '../names.js';
import { spanText } from '../periods.js';

export function notesView(told, state, model) {
  const { notes } = told.closing;
  const { notes: shown } = model.store.state;
  return card(
    'notes',
    'Credit notes',
    html`
      ${outcomeView('notes', model.store.state, model)}
      ${notes.length === 0 ? html`<p class="quiet">Nothing is paid out for this period: rebates, margins and cash are.</p>` : nothing}
      ${told.whole && notes.length > 0 ? html`<p class="quiet">To hold a line back or to correct it, open the books of its customer.</p>` : nothing}
      ${notes.slice(0, shown).map((note) => noteView(note, told, state, model))}
      ${notes.length > shown ? html`<button class="button" @click=${() => model.set({ notes: shown + 50 })}>Show ${Math.min(50, notes.length - shown)} more of ${format.number(notes.length)}</button>` : nothing}
    `,
    { count: notes.length > 0 ? format.plural(notes.length, 'note') : undefined },
  );
}

function nameOf({ account, holder }, { people, customer, data }, whole) {
  const label = data.customers.find(({ id }) => id === account)?.label ?? customer.label;
  if (!holder) return label;
  return whole ? `${whose(holder, people)}, ${label}` : whose(holder, people);
}

function noteView(note, told, state, model) {
  const { currency } = told.document;
  return html`
    <section class="credit-note" data-note-of=${note.holder ?? ''} data-account=${note.account ?? ''}>
      <div class="ladder-head">
        <h3>${nameOf(note, state, told.whole)} ${note.kind === 'debit' ? html`<span class="tag">To be paid back</span>` : nothing}</h3>
        <strong data-total>${format.money(note.total, currency)}</strong>
      </div>
      <ul class="plain-list note-lines">
        ${note.lines.map((line) => lineView(line, told, state, model))}
      </ul>
    </section>
  `;
}

function lineView(line, told, state, model) {
  const { form } = model.store.state;
  const { rule, unit, amount, period, corrects, disputed, entries } = line;
  const about = aboutName(rule, told.names, told);
  const parts = [unitWords(unit, told), period ? `for ${spanText(period)}` : '', entries.length > 1 ? `${entries.length} entries` : '', corrects ? `corrects ${corrects}` : ''].filter(Boolean);
  const text = parts.join(' · ');
  const open = form?.key === entries.join(' ') ? form : null;
  const start = (kind, fields) => model.write({ kind, key: entries.join(' '), ...fields });
  return html`
    <li class="note-line" data-line=${rule} data-entries=${entries.join(' ')} data-disputed=${disputed ? 'true' : 'false'}>
      <div>
        <p class="line-name">${about}</p>
        <p class="quiet">${text.charAt(0).toUpperCase() + text.slice(1)}</p>
        ${disputed ? html`<p class="bad">Held back: ${disputed}</p>` : nothing}
      </div>
      <span class="entry-amount">${format.money(amount, told.document.currency)}</span>
      ${told.whole
        ? nothing
        : open
        ? formView(open, line, told, model)
        : html`<div class="row">
            ${disputed
              ? html`<button class="button small" aria-label="Settle the dispute: ${about}" @click=${() => model.release(line, told.period)}>${icons.check}<span>Settle</span></button>`
              : html`<button class="button small" aria-label="Hold back: ${about}" @click=${() => start('dispute', { reason: '', by: 'sales' })}>${icons.hold}<span>Hold back</span></button>`}
            <button class="button small" aria-label="Correct: ${about}" @click=${() => start('correct', { reason: '', approver: model.store.state.approver, amount: '', entry: entries[0] })}>${icons.undo}<span>Correct</span></button>
          </div>`}
    </li>
  `;
}

const field = (id, label, value, onInput, more = {}) => html`
  <div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} type="text" required autocomplete="off" inputmode=${more.inputmode ?? 'text'} pattern=${more.pattern ?? '.*'} title=${more.title ?? ''} .value=${live(value)} @input=${(event) => onInput(event.target.value)} />
  </div>
`;

function formView(form, line, told, model) {
  const set = (patch) => model.set({ form: { ...form, ...patch } });
  const reason = field('line-reason', form.kind === 'dispute' ? 'Why is it disputed?' : 'What was wrong?', form.reason, (value) => set({ reason: value }));
  const send = (event) => {
    event.preventDefault();
    if (form.kind === 'dispute') model.dispute(line, form, told.period);
    else model.correct(form);
  };
  const places = decimalsOf(told.document.currency);
  return html`
    <form class="line-form" @submit=${send}>
      ${reason}
      ${form.kind === 'dispute'
        ? field('line-by', 'Who says so', form.by, (value) => set({ by: value }))
        : html`
            ${field('line-amount', `Adds, in ${told.document.currency}`, form.amount, (value) => set({ amount: value.trim() }), { inputmode: 'decimal', pattern: `-?\\d+(\\.\\d{1,${Math.max(1, places)}})?`, title: 'an amount such as 12.50; less than zero takes away' })}
            ${field('line-approver', 'Approved by', form.approver, (value) => set({ approver: value }))}
          `}
      <div class="row">
        <button class="button small primary">${form.kind === 'dispute' ? 'Hold back' : 'Book the correction'}</button>
        <button class="button small" type="button" @click=${() => model.write(null)}>Never mind</button>
      </div>
    </form>
  `;
}
