// One-line texts about an account, by a document's own names: entries of a statement, notices, why something was
// refused, what goes to whom and why, the steps of an outcome.
import { unitOf } from './measures.js';
import { Place } from './place.js';
import { Teller } from './teller.js';
import { Voice } from './voice.js';

const MONEY = new Set(['rebate', 'margin', 'value', 'cash', 'money', 'discount']);
const bare = (amount) => String(amount).replace(/^-/, '');
const isZero = (amount) => Number(amount) === 0;

export class Texts {
  #whole;
  #options;
  #tellers;

  constructor(document, { language = 'en', nameOf } = {}) {
    this.#whole = new Place(document);
    this.#options = { nameOf, audience: 'operator' };
    this.voice = new Voice(language, document.currency);
    const versions = this.#whole.items('versions').sort((a, b) => (a.value.from < b.value.from ? 1 : -1));
    this.#tellers = versions.map((version) => new Teller(this.voice, this.#whole, version, this.#options));
  }

  /** Those who know the names of a day, first the one of the version in force. */
  #on(at) {
    const inForce = this.#tellers.filter(({ version }) => at === undefined || version.value.from <= String(at).slice(0, 10));
    return [...new Set([...inForce, ...this.#tellers])];
  }
  #plain(kind, id, at) {
    const all = this.#on(at);
    return (all.find((t) => t.knows(kind, id)) ?? all[0]).plain(kind, id);
  }
  #name(kind, id, at) {
    return this.voice.quote(this.#plain(kind, id, at));
  }
  /** What something is of, of a unit: "200 points", "€4.00 in the fund “Marketing”", "“Drill”". */
  #what(unit, amount, at) {
    const [t] = this.#on(at);
    const [kind, ...rest] = String(unit).split(':');
    const id = rest.join(':');
    const number = bare(amount);
    if (kind === 'fund' && id) return t.say('in-fund', { money: this.voice.money(number), name: this.#name('fund', id, at) });
    if (kind === 'reward' && id) return t.say('reward.count', { n: Number(number), x: this.voice.number(number), name: this.#name('reward', id, at) });
    return MONEY.has(kind) ? this.voice.money(number) : t.points(number, unit);
  }
  #who(holder, at) {
    const [t] = this.#on(at);
    const [kind, ...rest] = String(holder).split(':');
    const id = rest.join(':');
    if (kind === 'pool') return t.say('holder.pool', { whole: id === '' ? 'yes' : 'no', team: t.carried('team', id) });
    if (kind === 'nobody') return t.say('holder.nobody');
    return t.say(`holder.${kind === 'account' ? kind : 'person'}`, { name: t.carried(kind, id) });
  }
  #days(period) {
    const [from, to = from] = String(period).split('..');
    return from === to ? this.voice.day(from) : this.voice.say('days.both', { from: this.voice.day(from), to: this.voice.day(to) });
  }

  /** An entry as a line of a statement. */
  entry(entry) {
    const { at, kind, rule, unit, amount, status = 'none', level, period } = entry;
    const [t] = this.#on(at);
    const services = unit === 'use';
    const values = {
      sign: Number(amount) < 0 ? 'minus' : 'plus',
      status,
      what: services ? t.say('reward.count', { n: Number(amount), x: this.voice.number(amount), name: this.#name('service', rule, at) }) : ['tier', 'plan', 'fee'].includes(kind) ? '' : this.#what(unit, amount, at),
      name: this.#plain('rule', rule, at),
      plan: kind === 'fee' ? this.#name('plan', rule, at) : '',
      money: ['claim', 'fee'].includes(kind) ? this.voice.money(bare(amount)) : '',
      fund: kind === 'claim' ? this.#name('fund', String(unit).replace(/^fund:/, ''), at) : '',
      period: period === undefined ? '' : this.#days(period),
      reached: level == null ? 'no' : 'yes',
      level: level == null ? '' : this.#name(kind === 'plan' ? kind : 'level', level, at),
      reward: this.#on(at).some((one) => one.knows('reward', rule)) ? t.say('entry.for-reward', { name: this.#name('reward', rule, at) }) : '',
    };
    const more = [
      entry.holder !== undefined && this.#who(entry.holder, at),
      entry.partner !== undefined && t.say('entry.partner', { name: this.#name('partner', entry.partner, at) }),
      entry.term != null && t.say('entry.terms', { name: this.#name('terms', entry.term, at) }),
      entry.reason != null && t.say('entry.reason', { reason: entry.reason }),
    ].filter(Boolean);
    const text = t.say(`entry.${kind}`, values);
    return more.length === 0 ? text : `${text} (${more.join('; ')})`;
  }

  /** A notice as a sentence. */
  notice(notice) {
    const { code, what, unit, amount, count, missing, gain, by, level, holder } = notice;
    const [t] = this.#on(by);
    const kind = code.startsWith('reward') ? 'reward' : code.startsWith('service') ? 'service' : code.startsWith('fund') ? 'fund' : 'rule';
    const values = {
      what: amount === undefined ? '' : this.#what(unit ?? what, amount),
      name: kind === 'rule' ? this.#plain(kind, what) : this.#name(kind, what.replace(/^(reward|fund):/, '')),
      missing: this.#missing(notice),
      gain: gain === undefined ? '' : this.#what(unit, gain),
      by: by === undefined ? '' : this.voice.day(by),
      dated: by === undefined ? 'no' : 'yes',
      level: level == null ? '' : this.#name('level', level),
      uses: count === undefined ? '' : this.voice.count('n.uses', count),
      order: t.carried('order', what),
    };
    const text = t.say(`notice.${code}`, values);
    return holder === undefined ? text : `${this.#who(holder)}: ${text}`;
  }
  /** What is missing, in what it is counted in. */
  #missing({ code, what, metrics = [], missing, unit }) {
    const [t] = this.#tellers;
    if (metrics.length > 0) {
      const ladder = t.version.items('tiers').find(({ value }) => value.id === what);
      const own = (id) => ladder?.items('metrics').find(({ value }) => value.id === id);
      const left = metrics.filter((metric) => !isZero(metric.missing)).map((metric) => {
        const place = own(metric.metric);
        const name = this.voice.quote(t.nameOf('metric', metric.metric) ?? this.voice.text(place?.value.name) ?? metric.metric);
        return t.say('notice.missing', { missing: unitOf(t, place ?? new Place({}))(metric.missing), metric: name });
      });
      return ladder?.value.need === 'any' ? this.voice.either(left) : this.voice.list(left);
    }
    if (missing === undefined) return '';
    if (code.startsWith('reward')) return this.#what(unit, missing);
    const rule = [...t.version.items('rules'), ...t.version.items('promotions')].find(({ value }) => value.id === what);
    const pay = rule?.at('rebate') ?? rule?.at('margin') ?? rule?.at('scale') ?? new Place({});
    return unitOf(t, pay.at('basis') ?? rule?.at('measure') ?? pay)(missing);
  }

  /** Why an event was refused, to whoever wanted it: of an error of the package, or of its code. */
  refusal(error) {
    const code = typeof error === 'string' ? error : error.code;
    const key = `refused.${code}`;
    return this.voice.say(this.voice.has(key) ? key : 'refused');
  }

  /**
   * Who gets what of an outcome that does not go to the account itself, and where the account's own choice (`consent`)
   * moved it, why: sentences of `{ rule, text }`. `event` is the event that it is the outcome of.
   */
  shares(outcome, { consent, event } = {}) {
    const { beneficiaries = [], steps = [], at } = outcome.detail ?? outcome;
    const [t] = this.#on(at);
    const told = beneficiaries.map(({ rule, unit, amount, to }) => ({
      rule,
      text: t.say('share', { name: this.#plain('rule', rule, at), what: this.#what(unit, amount, at), who: this.#who(to, at), sign: Number(amount) < 0 ? 'minus' : 'plus' }),
    }));
    const why = consent == null || consent.give === 'all' ? [] : this.#moved(t, consent, event, beneficiaries, steps, at);
    return [...told, ...why];
  }
  #moved(t, consent, event, beneficiaries, steps, at) {
    const body = Object.values(event ?? {})[0] ?? {};
    const named = (body.beneficiary ?? body.participant) != null;
    const awarded = [...new Set(steps.filter(({ kind, amount }) => ['award', 'accrual'].includes(kind) && Number(amount) > 0).map(({ rule }) => rule))];
    return awarded.flatMap((id) => {
      const rule = t.everyRule().find(({ value }) => value.id === id);
      const forPeople = [rule?.value.to].flat().map((one) => one?.to ?? one).some((to) => (to === 'participant' && named) || to?.role !== undefined);
      if (!forPeople) return [];
      const sum = (list) => list.filter((one) => one.rule === id).reduce((all, { amount }) => all + Number(amount), 0);
      const kept = sum(beneficiaries.filter(({ to }) => to.startsWith('person:')));
      if (consent.give === 'capped' && kept >= sum(steps)) return [];
      const values = { name: t.plain('rule', id), most: consent.most == null ? '' : this.voice.money(consent.most), over: consent.over ?? 'account' };
      return [{ rule: id, text: t.say(`consent.${consent.give}`, values) }];
    });
  }

  /** A step of an outcome; `at` is the event's time. */
  step(step, at) {
    const [t] = this.#on(at);
    const { kind, unit, amount, base, rate } = step;
    return t.say(`step.${kind}`, {
      name: kind === 'rounding' ? '' : this.#plain('rule', step.rule, at),
      what: this.#what(unit, amount, at),
      base: base == null ? '' : t.say('step.on', { base: this.voice.number(base) }),
      rate: rate == null ? '' : t.say('step.at', { rate: /^[\d.]+$/.test(rate) ? this.voice.number(rate) : rate }),
      sign: Number(amount) < 0 ? 'minus' : 'plus',
    });
  }
}

/** The texts of a document in a language. */
export const texts = (document, options) => new Texts(document, options);
