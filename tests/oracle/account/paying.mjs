// Orders paid with points, where the currency says so: what is taken, what comes back with the goods.
import { ONE, ZERO, decimal, most } from '../exact.mjs';
import { Refusal } from './refusal.mjs';

/** The points that an amount of money is worth; what is no whole number of them is rounded up. */
const pointsFor = (money, { worth, decimals }) => money.over(decimal(worth)).rounded('ceil', decimals);

/** Takes what the order is paid with; gives what was taken, so that it can come back. */
export function payWithPoints(account, order, fact) {
  const currency = account.program.currencies.find(({ spend }) => spend);
  const money = decimal(order.paidWithPoints ?? 0);
  if (!currency || money.isZero) return null;
  const { minimum, step, most: share } = currency.spend;
  const points = pointsFor(money, currency);
  const net = fact.lines.reduce((all, line) => all.plus(line.net), ZERO);
  const isWhole = points.times(decimal(currency.worth)).is(money);
  const fits = isWhole && (step === undefined || points.over(decimal(step)).whole().times(decimal(step)).is(points));
  if (!fits || (minimum !== undefined && points.isBelow(decimal(minimum))) || money.isAbove(net.times(share === undefined ? ONE : decimal(share)))) throw new Refusal('cannot-pay');
  notSuspended(account);
  if (account.entries.available(currency.id).isBelow(points)) throw new Refusal('not-enough');
  return { currency, money, parts: account.entries.spend('redemption', currency.id, '', points, undefined) };
}

/** What goods that came back were paid with: no more than was taken, what stays paid rounded up to whole points. */
export function paidBack(account, kind, fact, old) {
  if (!old.paid) return;
  const { currency, parts } = old.paid;
  const stays = pointsFor(fact.gone ? ZERO : fact.lines.reduce((all, { paid }) => all.plus(paid), ZERO), currency);
  const had = parts.reduce((all, { left }) => all.plus(left), ZERO);
  const left = account.entries.comeBack(kind, currency.id, '', parts, most(had.minus(stays), ZERO));
  fact.paid = { ...old.paid, parts: left };
}

/** Points cannot be spent while an invoice is overdue beyond what is tolerated. */
export function notSuspended(account) {
  const { version } = account.contextAt(account.day, account.entries.book);
  const { suspendAfter } = version;
  if (suspendAfter && Object.values(account.unpaid).some((due) => account.day > due + suspendAfter.days)) throw new Refusal('suspended');
}
