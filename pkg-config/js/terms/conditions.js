// Conditions. Fields about a line become what goods do ("belong to the category …"); all others become clauses
// ("your order comes to at least …"). One that says several things becomes a list.
import { counted } from './measures.js';
import { length } from './time.js';

/** A number match in words; `of` writes one number. */
export function range(t, place, of) {
  const said = ['atLeast', 'above', 'atMost', 'below', 'is']
    .map((limit) => [limit, place.get(limit)])
    .filter(([, value]) => value !== undefined)
    .map(([limit, value]) => t.say(`range.${limit}`, { x: of(value) }));
  return t.voice.list(said);
}

/** A text match: whether it is one of the texts, and the texts. */
export function match(t, value, kind) {
  let is = true;
  let names = value;
  while (names !== null && typeof names === 'object' && !Array.isArray(names)) {
    is = !is;
    names = names.not;
  }
  const declared = ['rule', 'level', 'plan'].includes(kind);
  const texts = [names].flat().map((name) => (declared ? t.name(kind, name) : t.carried(kind, name)));
  return { is: is ? 'yes' : 'no', what: t.voice.either(texts) };
}

const money = (t) => (value) => t.voice.money(value);
const counts = (t, key) => (value) => t.voice.count(key, value);

const matching = (t, place, field, kind, key) => t.say(key, match(t, place.get(field), kind));
/** A text of lines, or the entries of a list that the account brings. */
const onLines = (t, when, field) => {
  const list = when.at(field).value?.list;
  if (list === undefined) return matching(t, when, field, field, `goods.${field}`);
  return t.say('goods.listed', { of: field, attribute: '', name: t.carried('list', when.at(field).get('list')) });
};
/** Accounts or people by name. Members are not told the names of others. */
const named = (t, place, field, kind, own) => {
  const names = place.get(field);
  if (t.operator) return t.say(`${kind}.id`, match(t, names, kind));
  const { is } = match(t, names, kind);
  return is === 'yes' && own !== undefined && [names].flat().includes(own) ? t.say(`${kind}.id`, match(t, own, kind)) : t.say(`${kind}.named`, { is });
};
const carrying = (t, place, key) =>
  place.entries('attributes').map(([name, { path }]) => ({
    path,
    text: attribute(t, place.at('attributes'), name, key),
  }));
function attribute(t, table, name, key) {
  const list = table.value[name]?.list;
  const own = t.carried('attribute', name);
  if (list !== undefined) return t.say('goods.listed', { of: 'other', attribute: own, name: t.carried('list', table.at(name).get('list')) });
  return t.say(key, { ...match(t, table.get(name), name), name: own });
}
const ranged = (t, place, field, key, of) => t.say(key, { range: range(t, place.at(field), of) });

/** What goods do, by field. Adding a field about lines is one entry here. */
const GOODS = {
  sku: (t, when) => onLines(t, when, 'sku'),
  category: (t, when) => onLines(t, when, 'category'),
  brand: (t, when) => onLines(t, when, 'brand'),
  tag: (t, when) => matching(t, when, 'tag', 'tag', 'goods.tag'),
  attributes: (t, when) => carrying(t, when, 'goods.attribute'),
  quantity: (t, when) => ranged(t, when, 'quantity', 'goods.quantity', counts(t, 'n.units')),
  unitPrice: (t, when) => ranged(t, when, 'unitPrice', 'goods.unitPrice', money(t)),
  amount: (t, when) => ranged(t, when, 'amount', 'goods.amount', money(t)),
  lineDiscount(t, when) {
    const { is, ...more } = when.at('lineDiscount').value;
    const none = Number(is) === 0 && Object.keys(more).length === 0;
    if (none) when.at('lineDiscount').get('is');
    return none ? t.say('goods.lineDiscount.none') : ranged(t, when, 'lineDiscount', 'goods.lineDiscount', money(t));
  },
  newToAccount(t, when) {
    const place = when.at('newToAccount');
    const [by, within] = [place.get('by') ?? 'category', place.at('within')];
    const kind = by === 'category' ? 'category' : 'other';
    const ago = within ? t.say('goods.new.within', { length: length(t, within) }) : t.say('goods.new.ever');
    return t.say('goods.new', { kind, name: t.carried('attribute', by), ago });
  },
};

/** What must be so beside the goods, by field. */
const CLAUSES = {
  order(t, when) {
    const order = when.at('order');
    const number = order.at('number');
    const nth = (field, values) => number?.get(field) !== undefined && [{ path: number.path, text: t.say(`order.${field}`, values(number.get(field))) }];
    const about = (field, of) => order.at(field) && [{ path: order.at(field).path, text: ranged(t, order, field, `order.${field}`, of) }];
    return [
      about('amount', money(t)),
      about('quantity', counts(t, 'n.units')),
      about('lines', counts(t, 'n.lines')),
      about('categories', counts(t, 'n.categories')),
      nth('is', (n) => ({ n })),
      nth('every', (n) => ({ n, second: 2 * n, third: 3 * n })),
      carrying(t, order, 'order.attribute'),
    ].flatMap((clauses) => clauses || []);
  },
  contains(t, when) {
    return when.items('contains').map((place) => {
      const parts = [
        ['amount', money(t)],
        ['quantity', counts(t, 'n.units')],
        ['count', counts(t, 'n.lines')],
      ];
      const together = parts.filter(([field]) => place.at(field)).map(([field, of]) => ranged(t, place, field, `contains.${field}`, of));
      const goods = place.at('lines') ? conditions(t, place.at('lines')) : [];
      const totals = together.length === 0 ? [] : [t.say('contains.together', { totals: t.voice.list(together) })];
      if (goods.length === 1 && goods[0].goods && !goods[0].items) {
        return { path: place.path, text: [t.say('contains.goods', { goods: goods[0].text }), ...totals].join('; ') };
      }
      return { path: place.path, text: t.say('contains.all'), items: [...goods.map((clause) => asClause(t, clause)), ...totals] };
    });
  },
  account(t, when) {
    const account = when.at('account');
    const tier = account.at('tier');
    const least = tier?.value?.atLeast;
    return [
      account.at('id') && { path: account.at('id').path, text: named(t, account, 'id', 'account', t.account?.id) },
      tier && {
        path: tier.path,
        text: least === undefined ? matching(t, account, 'tier', 'level', 'account.tier') : t.say('account.tier.atLeast', { level: t.name('level', tier.get('atLeast')) }),
      },
      ...carrying(t, account, 'account.attribute'),
      ...['linked', 'plan'].map((field) => account.at(field) && { path: account.at(field).path, text: matching(t, account, field, field === 'linked' ? 'link' : field, `account.${field}`) }),
      account.at('pilot') && { path: account.at('pilot').path, text: pilot(t, account) },
    ].filter(Boolean);
  },
  participant(t, when) {
    const person = when.at('participant');
    const about = (field, text) => person.at(field) && { path: person.at(field).path, text: text() };
    return [
      about('id', () => named(t, person, 'id', 'participant')),
      ...['role', 'team'].map((field) => about(field, () => matching(t, person, field, field, `participant.${field}`))),
    ].filter(Boolean);
  },
  activity(t, when) {
    const activity = when.at('activity');
    const about = (field, kind) => activity.at(field) && [{ path: activity.at(field).path, text: matching(t, activity, field, kind, `activity.${field}`) }];
    return [about('type', 'activity'), about('subject', 'subject'), carrying(t, activity, 'activity.attribute')].flatMap((clauses) => clauses || []);
  },
  history(t, when) {
    return when.items('history').map((place) => {
      const { mid, unit, only } = counted(t, place, { before: place.get('of') === 'points' });
      const clause = { path: place.path, text: t.say('history', { measure: mid, range: range(t, place.at('is'), unit) }) };
      return only.length > 0 ? { ...clause, text: t.say('history.only', { clause: clause.text }), items: only } : clause;
    });
  },
  streak(t, when) {
    const streak = when.at('streak');
    const [n, least] = [streak.get('months'), streak.get('atLeast') ?? 1];
    return t.say(least > 1 ? 'streak.atLeast' : 'streak', { least, n, months: t.voice.count('n.months', n), second: 2 * n, third: 3 * n });
  },
};

/** The group of a trial that an account is in. */
function pilot(t, account) {
  const place = account.at('pilot');
  const whole = typeof place.value === 'string';
  return t.say('account.pilot', { name: t.name('pilot', whole ? place.value : place.get('of')), group: (whole ? undefined : place.get('group')) ?? 'test' });
}

const FIELDS = { ...GOODS, ...CLAUSES };

/** Does a condition ask about lines anywhere? Then it chooses goods. */
export function ofLines({ value } = {}) {
  if (typeof value !== 'object' || value === null) return false;
  const inner = [...(value.all ?? []), ...(value.any ?? []), ...(value.not ? [value.not] : [])];
  return Object.keys(value).some((field) => field in GOODS && value[field] != null) || inner.some((one) => ofLines({ value: one }));
}

/** Everything that a condition asks: clauses of `{path, text, items?, goods, lines}`. */
export function conditions(t, place) {
  const said = Object.keys(place.value).flatMap((field) => {
    if (!(field in FIELDS) || !place.at(field)) return [];
    const goods = field in GOODS;
    const told = [FIELDS[field](t, place)].flat();
    const path = place.at(field).path;
    return told.map((clause) => ({ path, goods, lines: goods, ...(typeof clause === 'string' ? { text: clause } : clause) }));
  });
  const all = place.items('all').flatMap((one) => conditions(t, one));
  return [...said, ...all, ...anyOf(t, place), ...noneOf(t, place)];
}

function anyOf(t, place) {
  const some = place.items('any');
  if (some.length === 0) return [];
  const lines = some.some(ofLines);
  return [{ path: place.at('any').path, text: t.say('any'), items: some.map((one) => grouped(t, one)), lines }];
}

function noneOf(t, place) {
  const not = place.at('not');
  if (!not) return [];
  const lines = ofLines(not);
  const onlyAny = Object.keys(not.value).length === 1 && not.value.any;
  if (onlyAny) return [{ path: not.path, text: t.say('none'), items: not.items('any').map((one) => grouped(t, one)), lines }];
  const clauses = conditions(t, not);
  const key = clauses.length === 1 ? 'none' : 'not-all';
  return [{ path: not.path, text: t.say(key), items: clauses.map((clause) => asClause(t, clause)), lines }];
}

/** A condition as one item of a list. */
function grouped(t, place) {
  const clauses = conditions(t, place).map((clause) => asClause(t, clause));
  return clauses.length === 1 ? clauses[0] : { path: place.path, text: t.say('all'), items: clauses };
}

/** A clause that stands alone: goods get their "they". */
function asClause(t, { path, text, items, goods }) {
  return { path, text: goods ? t.say('they', { goods: text }) : text, ...(items && { items }) };
}

/** One sentence for clauses: alone, or as a list; `family` says what of: goods, requirements, who takes part. */
export function sentence(t, place, family, clauses) {
  if (clauses.length === 0) return;
  if (clauses.length > 1) {
    t.tell(place, `${family}.all`, {}, clauses.map((clause) => asClause(t, clause)));
    return;
  }
  const [{ text, items, goods }] = clauses;
  t.tell(place, goods ? `${family}.goods` : `${family}.one`, { clause: text, end: items ? ':' : '.' }, items);
}

/** Tells a condition in two sentences: which goods, and what else must be so. */
export function tellCondition(t, place, goods = 'goods', requirement = 'only-if') {
  if (!place) return;
  const clauses = conditions(t, place);
  sentence(t, place, goods, clauses.filter(({ lines }) => lines));
  sentence(t, place, requirement, clauses.filter(({ lines }) => !lines));
}
