// When the terms change, what changes: the sentences of two days beside each other.
import { terms } from './index.js';

const flat = ({ text, items = [] }) => [text, ...items.flatMap(flat)].join('\n');
/** That new terms begin on another day is what this is about. */
const isFrame = ({ path }) => /^\$\.versions\[\d+\]\.from$/.test(path);

/** Told terms as topics: each rule one, and of each section what is about no rule. */
function topics({ sections }) {
  const found = new Map();
  for (const { id, title, sentences } of sections) {
    for (const sentence of sentences.filter((one) => !isFrame(one))) {
      const { rule } = sentence;
      const key = JSON.stringify([id.startsWith('terms:') ? id : rule === undefined ? id : '', rule ?? null]);
      if (!found.has(key)) found.set(key, { section: id, title, ...(rule !== undefined && { rule }), sentences: [] });
      const topic = found.get(key);
      if (sentence.heading) topic.title = sentence.text;
      topic.sentences.push(sentence);
    }
  }
  return found;
}

/** What one list of sentences has that the other has not; of several alike, so many. */
function beyond(sentences, others) {
  const left = others.map(flat);
  return sentences.filter((one) => {
    const at = left.indexOf(flat(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/**
 * What the terms of one day say that those of another do not: `{ language, from, to, added, removed, changed }`, lists
 * of topics. A rule is a topic, and so is what a section says beside its rules. What changes has `before` and `after`,
 * the sentences that differ. `next` is another document, such as a draft, whose terms stand on the one side; `from` and
 * `to` are days, and without `to` the latest terms are told.
 */
export function changes(document, { from, to, next = document, ...options } = {}) {
  const [old, fresh] = [terms(document, { ...options, at: from }), terms(next, { ...options, at: to })];
  const [before, after] = [topics(old), topics(fresh)];
  const [added, removed, changed] = [[], [], []];
  for (const [key, topic] of after) {
    const was = before.get(key);
    if (!was) added.push(topic);
    else {
      const [gone, come] = [beyond(was.sentences, topic.sentences), beyond(topic.sentences, was.sentences)];
      const { sentences: _, ...named } = topic;
      if (gone.length + come.length > 0) changed.push({ ...named, before: gone, after: come });
    }
  }
  for (const [key, topic] of before) if (!after.has(key)) removed.push(topic);
  return { language: fresh.language, from, to, added, removed, changed };
}

/** The document with the terms of one day alone, in force at all times. */
function fixed(document, day) {
  const sorted = [...document.versions].sort((a, b) => (a.from < b.from ? -1 : 1));
  const version = sorted.filter(({ from }) => day === undefined || from <= day).at(-1);
  if (!version) throw new RangeError(`no terms are in force on ${day}`);
  return { ...document, versions: [{ ...version, from: sorted[0].from }] };
}

/** What orders would bring, placed now by the account, by the terms of one day and by those of another. */
export async function effect(document, orders, { from, to, next = document, account }, load) {
  const programs = await Promise.all([fixed(document, from), fixed(next, to)].map((one) => load(one)));
  const [old, fresh] = programs.map((program) => program.account(account.state, { shared: account.shared }));
  const { at: now = '' } = JSON.parse(account.state);
  const brings = (on, { invoiced: _, ...order }) => {
    // The day of an invoice that is past is none of an order that is placed now.
    const placed = { ...order, id: `${order.id}, once more`, at: now > order.at ? now : order.at };
    const { points, money, discount } = on.preview({ order: placed });
    return { points, money, discount };
  };
  const told = orders.map((order) => ({ order: order.id, before: brings(old, order), after: brings(fresh, order) }));
  programs.forEach((program) => program.free());
  return told;
}
