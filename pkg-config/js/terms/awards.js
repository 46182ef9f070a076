// What is given: the unit of each kind of award, and where a rule of that kind is told. Adding a kind is one entry here
// and its messages `give.<kind>` and `bands.<kind>`.

/** The kinds, with the section of their rules. `of` writes an amount; kinds without one are given as such. */
const KINDS = {
  points: { section: 'earning', of: (t, value, currency) => t.points(value, currency) },
  value: { section: 'earning', of: (t, value) => t.voice.money(value) },
  rebate: { section: 'rebates', of: (t, value) => t.voice.money(value), share: true },
  margin: { section: 'rebates', of: (t, value) => t.voice.money(value), share: true },
  discount: { section: 'discounts', of: (t, value) => t.voice.money(value), share: true },
  cash: { section: 'earning', of: (t, value) => t.voice.money(value), share: true },
  fund: { section: 'earning', of: (t, value) => t.voice.money(value), share: true },
  reward: { section: 'earning', of: (t, value, _, name) => t.say('reward.count', { n: Number(value), x: t.voice.number(value), name }) },
};

/** Kinds that this table does not know are counted. */
const OTHER = { section: 'earning', of: (t, value) => t.voice.number(value) };

export const sectionOf = (kind) => (KINDS[kind] ?? OTHER).section;

/** What is given by one rule: its kind, its point currency, and the name of its fund or reward. */
export class Given {
  constructor(t, kind, currency, name = '') {
    this.t = t;
    this.kind = kind;
    this.currency = currency;
    this.name = name;
    this.terms = KINDS[kind] ?? OTHER;
  }
  /** So much of it. */
  amount(value) {
    return this.terms.of(this.t, value, this.currency, this.name);
  }
  /**
   * So much for each `per` of what is counted. Of money a share: of what was just named ("it"), of what is `named` here,
   * or `bare` where a sentence of its own names it.
   */
  rate(value, what, per, event, share = 'it') {
    const { t } = this;
    if (Number(String(value).replace('%', '')) === 0) return t.say('nothing');
    const money = ['amount', 'value'].includes(what.of) && what.as !== 'ratio';
    if (this.terms.share && money && per === undefined) {
      const rate = t.voice.percent(value);
      if (share === 'bare') return rate;
      return share === 'named' ? t.say('pay.share-of', { rate, what: what.text }) : t.say('pay.share', { rate });
    }
    // A share of a claim is written as one.
    if (this.terms.share && event === 'activity' && what.of === 'quantity' && String(value).includes('%')) return t.say('pay.share-reported', { rate: t.voice.percent(value) });
    return t.say('pay.per', { what: this.amount(fraction(value)), base: base(t, what, per ?? '1', event) });
  }
  sentence(what, where) {
    return this.t.say(`give.${this.kind}`, { what, for: where, name: this.name });
  }
  /** What leads a list by bands or levels. */
  lead(by, where) {
    return this.t.say(`bands.${this.kind}`, { by, for: where, name: this.name });
  }
}

/** A share as the number that it is. */
const fraction = (value) => (String(value).trim().endsWith('%') ? Number((parseFloat(value) / 100).toFixed(12)) : value);

/** "1.00 you spend", "12 units you buy": what something is given for. */
function base(t, { of, as, name, unit }, per, event) {
  if (as) return t.say(`base.${as}`, { x: unit(per) });
  const key = of === 'quantity' && event === 'activity' ? 'base.reported' : `base.${of}`;
  const money = ['amount', 'value'].includes(of);
  const n = Number(String(per).replace('%', ''));
  return t.say(key, { x: money ? t.voice.money(per) : t.voice.number(per), n, name });
}
