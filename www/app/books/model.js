// The books of a customer: which period, what is disputed in it, and what the engine makes of the entries.
import { announce } from '../announce.js';
import { accountNames } from '../account/names.js';
import { unitOf } from '../account/books.js';
import { problemsOf } from '../engine/problems.js';
import { createStore } from '../store.js';
import { everybody } from './everybody.js';
import { firstChoice, periodsOf } from './periods.js';

export const few = 12;

const fresh = {
  scope: 'one', // this customer's books, or those of all
  per: 'quarter',
  from: '', // the first day of the period; none: where something was paid out last
  approver: 'finance',
  disputes: [], // { entry, reason, by, since, until }: held back from the closing of `since` on, due in that of `until`
  form: null, // what is being written: a dispute or a correction of a line
  rows: few,
  notes: few, // how many credit notes are shown
  gathering: null,
  done: null,
  problems: null,
};

const paidOut = new Set(['rebate', 'margin', 'cash']);

export function createBooksModel(shop) {
  const store = createStore(fresh);
  let books = null;
  let of = null;
  let whose = '';
  let seen = { key: [], told: null };
  let all = { key: '', books: null }; // everybody's, once they are asked for
  let posting = new AbortController();

  /** The books have an engine of their own: it comes when they are first opened. */
  async function load(document) {
    of = document;
    books = null;
    try {
      const { Books } = await import('earnest/books');
      const loaded = await Books.load(document);
      if (of === document) books = loaded;
      store.set({});
    } catch (error) {
      store.set({ problems: { place: 'closing', list: problemsOf(error) } });
    }
  }

  function follow({ customer, document }) {
    const now = `${customer.id} ${document.id}`;
    if (whose !== '' && whose !== now) store.set({ ...fresh, per: store.state.per, approver: store.state.approver, scope: store.state.scope });
    whose = now;
  }

  /** Disputes as the engine takes them: those that stand in a period, and those that the one before handed on. */
  const disputesIn = ({ from }) => {
    const asTold = ({ entry, reason, by }) => ({ entry, reason, by });
    const { disputes } = store.state;
    return {
      disputes: disputes.filter(({ since, until }) => since <= from && (until === '' || until > from)).map(asTold),
      held: disputes.filter(({ since, until }) => since < from && (until === '' || until >= from)).map(asTold),
    };
  };

  /** Posts the stories of all customers, unless that is done already. */
  function gather(now) {
    const { document, date } = shop.store.state;
    const key = JSON.stringify([document, date]);
    if (all.key === key) return all.books;
    posting.abort();
    posting = new AbortController();
    const { signal } = posting;
    all = { key, books: null };
    const onProgress = (done, total) => store.set({ gathering: { done, total } });
    everybody(shop.program(), shop.store.state, { until: now.at, onProgress, signal })
      .then((found) => {
        if (!found || signal.aborted) return;
        all = { key, books: found };
        store.set({ gathering: null });
        announce('The books of all customers are open.');
      })
      .catch((error) => store.set({ gathering: null, problems: { place: 'closing', list: problemsOf(error) } }));
    return null;
  }

  /** The entries that are closed, and what had accrued by a day. */
  function sourceOf(now) {
    if (store.state.scope === 'one') return { entries: now.entries, accruedAt: shop.accruedAt, happened: shop.store.state.happened };
    return gather(now);
  }

  function closed(now, period) {
    const { approver, scope } = store.state;
    const before = new Date(Date.parse(`${period.from}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    const accrued = now.accruedAt(period.to);
    const { from, to } = period;
    return {
      accrued,
      closing: books.close(now.entries, { ...period, ...(scope === 'one' && disputesIn(period)), ...(approver.trim() && { approver: approver.trim() }), accrued, accruedBefore: now.accruedAt(before) }),
      claims: books.claims(now.entries, { from, to }),
      coalition: books.coalition(now.entries, { from, to }),
      statement: books.statement(now.entries, { from, to }),
    };
  }

  /** All that the view shows; null while the history is posted or the engine comes. */
  function told() {
    const { document, date } = shop.store.state;
    follow(shop.store.state);
    const current = shop.now();
    if (of !== document) load(document);
    if (!current || !books) return null;
    const now = sourceOf(current);
    if (!now) return null;
    const { scope, per, from, approver, disputes } = store.state;
    const key = [scope === 'one' ? current : now, books, per, from, approver, disputes];
    if (key.every((part, index) => part === seen.key[index])) return seen.told;
    const periods = periodsOf(now.entries, per, document, date);
    const period = periods.find((one) => one.from === from) ?? firstChoice(periods, now.entries, ({ unit }) => paidOut.has(unit));
    const context = { document, date };
    const common = { ...context, whole: scope === 'all', happened: now.happened, periods, period, names: accountNames(document, date), unit: (id) => unitOf(id, context), problems: [] };
    try {
      seen = { key, told: { ...common, ...closed(now, period) } };
    } catch (error) {
      seen = { key, told: { ...common, closing: null, problems: problemsOf(error) } };
    }
    return seen.told;
  }

  const entryOf = (id) => shop.now().entries.find((one) => one.id === id);

  async function focus(id) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    document.getElementById(id)?.focus({ preventScroll: true });
  }

  const done = (text, place = 'notes') => {
    store.set({ form: null, problems: null, done: { place, text, undo: null } });
    announce(text);
    focus(`${place}-title`);
  };

  return {
    store,
    told,
    entryOf,
    set: (patch) => store.set(patch),
    choosePeriod(patch) {
      store.set({ from: '', form: null, done: null, problems: null, rows: few, notes: few, ...patch });
    },
    /** A form under a line: to hold it back, or to correct what it pays. */
    write(form) {
      store.set({ form, done: null, problems: null });
      focus('line-reason');
    },
    dispute({ entries }, { reason, by }, { from }) {
      const kept = store.state.disputes.filter(({ entry }) => !entries.includes(entry));
      store.set({ disputes: [...kept, ...entries.map((entry) => ({ entry, reason, by, since: from, until: '' }))] });
      done('Held back: it is left out of the total until the dispute is settled.');
    },
    release({ entries }, { from }) {
      const { disputes } = store.state;
      store.set({ disputes: disputes.flatMap((one) => (!entries.includes(one.entry) ? [one] : one.since === from ? [] : [{ ...one, until: from }])) });
      done('No longer disputed: it is due.');
    },
    /** Something of a closed period was wrong: what is booked now stands in the present one and names it. */
    correct({ entry, amount, reason, approver }) {
      const { unit, holder } = entryOf(entry);
      const participant = holder?.startsWith('person:') ? { participant: holder.slice(7) } : {};
      try {
        const { entries } = shop.post('adjust', { entry, unit, amount, reason, approver, ...participant });
        done(`Booked ${entries.length === 1 ? 'an entry' : `${entries.length} entries`} on ${shop.store.state.date}, which corrects ${entry}.`);
      } catch (error) {
        store.set({ problems: { place: 'notes', list: problemsOf(error) } });
        announce(problemsOf(error)[0].message);
      }
    },
    closeDone() {
      const { place } = store.state.done;
      store.set({ done: null, problems: null });
      focus(`${place}-title`);
    },
  };
}
