// Who tells: the voice, the names of what a document declares, and the sentences so far.
import { isForOthers } from './audience.js';
import { spaced } from './voice.js';

export class Teller {
  sections = [];
  /** What runs the rule that is told. */
  event = undefined;
  #names = Object.fromEntries(['currency', 'rule', 'level', 'fund', 'partner', 'reward', 'pilot', 'service', 'terms', 'plan', 'board', 'group', 'budget'].map((kind) => [kind, new Map()]));
  #rule = undefined;

  constructor(voice, document, version, options) {
    this.voice = voice;
    this.document = document;
    this.version = version;
    this.nameOf = options.nameOf ?? (() => undefined);
    /** Whether the operator reads; a member is told nothing that was made for other accounts. */
    this.operator = options.audience === 'operator';
    this.account = options.account;
    const { value: terms } = version;
    for (const one of document.value.points ?? []) this.#name('currency', one);
    for (const one of [...(terms.rules ?? []), ...(terms.promotions ?? [])]) this.#name('rule', one);
    for (const agreed of terms.terms ?? []) {
      this.#name('terms', agreed);
      for (const one of agreed.add ?? []) this.#name('rule', one);
    }
    for (const ladder of terms.tiers ?? []) {
      for (const one of ladder.levels ?? []) {
        this.#name('level', one);
        for (const service of one.benefits?.services ?? []) this.#name('service', service);
      }
    }
    for (const one of document.value.funds ?? []) this.#name('fund', one);
    for (const one of document.value.partners ?? []) this.#name('partner', one);
    for (const one of terms.rewards ?? []) this.#name('reward', one);
    for (const kind of ['pilot', 'plan', 'board', 'group', 'budget']) for (const one of terms[`${kind}s`] ?? []) this.#name(kind, one);
    for (const plan of terms.plans ?? []) for (const one of plan.benefits?.services ?? []) this.#name('service', one);
    this.firstCurrency = document.value.points?.[0]?.id ?? 'points';
  }

  #name(kind, { id, name }) {
    this.#names[kind].set(id, this.voice.text(name) ?? undefined);
  }

  /** Every rule and promotion of the version that is for who reads. */
  everyRule() {
    const { version } = this;
    return [...version.items('rules'), ...version.items('promotions')].filter((rule) => this.isTold(rule));
  }
  /** Is it for who reads? What is made for other accounts by name is not. */
  isTold({ value }) {
    return this.operator || !isForOthers(value.when, this.account);
  }

  say(key, values) {
    return this.voice.say(key, values);
  }

  // Names, as members read them.

  /** A thing that the document declares: its name, or its id as words. */
  name(kind, id) {
    return this.voice.quote(this.plain(kind, id));
  }
  /** Is something of this id declared? */
  knows(kind, id) {
    return this.#names[kind]?.has(id) ?? false;
  }
  plain(kind, id) {
    return this.nameOf(kind, id) ?? this.#names[kind]?.get(id) ?? spaced(String(id ?? ''));
  }
  /** A value that lines, orders, accounts or activities carry. */
  carried(kind, value) {
    const exact = kind === 'sku' || kind === 'account';
    return this.voice.quote(this.nameOf(kind, value) ?? (exact ? value : spaced(String(value))));
  }

  // Numbers with what they are of.

  points(value, currency) {
    const id = currency ?? this.firstCurrency;
    const text = this.voice.count('n.points', value);
    return id === this.firstCurrency ? text : this.say('points.of', { points: text, name: this.name('currency', id) });
  }

  // Sentences.

  section(id, title, tell) {
    const section = { id, title, sentences: [] };
    this.sections.push(section);
    tell();
    if (section.sentences.length === 0) this.sections.splice(this.sections.indexOf(section), 1);
  }
  /** Tells everything of a rule under its id. */
  ofRule(id, tell) {
    this.#rule = id;
    tell();
    this.#rule = undefined;
  }
  /** A sentence about a place; `items` are listed under it. */
  add(place, text, items = []) {
    const sentence = { path: place.path, ...(this.#rule !== undefined && { rule: this.#rule }), text };
    if (items.length > 0) sentence.items = items.map((item) => (typeof item === 'string' ? { path: place.path, text: item } : item));
    this.sections.at(-1).sentences.push(sentence);
  }
  tell(place, key, values, items) {
    this.add(place, this.say(key, values), items);
  }
  /** Runs `tell` and holds back all but its first sentence; gives what tells the rest. */
  behindFirst(tell) {
    const { sentences } = this.sections.at(-1);
    const first = sentences.length + 1;
    tell();
    const rest = sentences.splice(first);
    return () => sentences.push(...rest);
  }
  heading(place, text) {
    this.add(place, text);
    this.sections.at(-1).sentences.at(-1).heading = true;
  }
}
