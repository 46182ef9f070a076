// What is asked for besides: the ranking of a board, what its places win, what a plan would have been worth.
import { dayOf, plusMonths, span, textOf, within } from '../calendar.mjs';
import { orderFact } from '../earn/evaluate.mjs';
import { ZERO, decimal, fraction, sum } from '../exact.mjs';
import { countOf } from '../earn/measures.mjs';
import { worthOf } from './people.mjs';
import { reached } from './reached.mjs';

/** What a fact counts on a board. */
const counted = (board, fact, program) => countOf(board, { program, lines: null }, fact.lines && !fact.activity ? [fact] : [], fact.activity || fact.came ? [fact] : []);

/** Everything of the period, with the name that it counts for. */
function happened(board, account, window) {
  const among = board.among === 'account' ? [account] : Object.values(account.shared.accounts);
  return among.flatMap((one) => [...one.book.orders, ...one.book.activities]
    .filter(({ day }) => within(window, day))
    .map((fact) => ({ fact, account: one.account.id, name: { team: fact.team, account: one.account.id }[board.ranks ?? 'participant'] ?? (board.ranks === 'team' ? undefined : fact.participant) })))
    .filter(({ name }) => name !== undefined);
}

/** The places of a board over the period that holds a day: by total, then who reached it earlier, then by id. */
export function ranking(account, { id, at }) {
  const { program } = account;
  const board = program.versionAt(dayOf(at)).boards.find((one) => one.id === id);
  const window = span(board.over, dayOf(at), { yearStarts: program.yearStarts });
  const ranked = new Map();
  for (const { fact, account: of, name } of happened(board, account, window)) {
    const key = board.ranks === 'account' || board.among === 'account' ? name : `${of}/${name}`;
    const one = ranked.get(key) ?? { key, name, account: of, total: ZERO, reached: '' };
    one.total = one.total.plus(counted(board, fact, program));
    // What comes back lowers a total and leaves when it was reached.
    const time = whole(fact.event?.at ?? textOf(fact.day));
    if (!fact.unmatched && !counted(board, fact.first ?? fact, program).isZero && time > one.reached) one.reached = time;
    ranked.set(key, one);
  }
  const least = decimal(board.least ?? 0);
  const wins = (board.wins ?? []).flatMap((win) => Array.from({ length: win.places }, () => win));
  return [...ranked.values()]
    .filter(({ total }) => total.sign > 0 && !total.isBelow(least))
    .sort((a, b) => b.total.compare(a.total) || (a.reached < b.reached ? -1 : a.reached > b.reached ? 1 : 0) || (a.key < b.key ? -1 : 1))
    .map((one, at) => ({ ...one, place: at + 1, ...won(wins[at], program) }));
}

const whole = (at) => (at.length > 10 ? at.padEnd(19, ':00') : `${at}T00:00:00`);

function won(win, { currencies }) {
  if (!win) return {};
  const { points, currency = currencies[0].id, cash, reward } = win;
  if (points !== undefined) return { unit: currency, wins: decimal(points) };
  return cash !== undefined ? { unit: 'cash', wins: decimal(cash) } : { unit: `reward:${reward}`, wins: decimal(1) };
}

/** What the winners get, for their accounts. */
export function closed(account, { id, day, at }) {
  const board = account.program.versionAt(dayOf(day)).boards.find((one) => one.id === id);
  const { first } = span(board.over, dayOf(day), { yearStarts: account.program.yearStarts });
  return ranking(account, { id, at: day }).filter(({ unit }) => unit).map(({ place, name, account: of, unit, wins }) => ({
    account: of,
    event: { credit: {
      id: `${id}:${first}:${place}`, at, account: of, rule: id, unit, amount: Number(wins.times(fraction(10 ** account.program.decimalsOf(unit))).text(0)),
      ...((board.ranks ?? 'participant') === 'participant' ? { participant: name } : {}), ...(board.ranks === 'team' ? { team: name } : {}),
    } },
  }));
}

/** What a plan would have brought by the orders of the last twelve months, by the terms of today. */
export function worthOfPlan(account, { plan: id, at }) {
  const { program } = account;
  const day = dayOf(at);
  const { version } = account.contextAt(day);
  const plan = version.plans.find((one) => one.id === id);
  const from = plusMonths(day, -12);
  const orders = account.book.orders.filter((fact) => !fact.unmatched && !fact.gone && fact.day > from && fact.day <= day);
  // By the terms of today, and the standing of their day.
  const brought = (fact, has) => {
    const version = program.versionFor(day, fact.before.account, fact.before.levels);
    const { discount, points } = reached(orderFact(fact.event, fact.left, { ...fact.before, version, plan: has }), 'orders');
    return sum([discount, ...Object.entries(points).map(([unit, amount]) => amount.times(worthOf(unit, program) ?? ZERO).rounded('half-up', program.minor))]);
  };
  const bought = sum(orders.map(({ gross }) => gross));
  const gained = sum(orders.map((fact) => brought(fact, id).minus(brought(fact, undefined))));
  const fee = decimal(plan.fee);
  const rate = decimal(plan.benefits?.discount ?? 0);
  const breakEven = gained.sign > 0 ? fee.times(bought).over(gained) : rate.isZero ? null : fee.over(rate);
  return { plan: id, fee, bought, gained, net: gained.minus(fee), breakEven: breakEven?.rounded('ceil', program.minor) };
}
