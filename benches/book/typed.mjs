// The same year over typed columns: the quickest that hand-written JavaScript does, rules as numbers in the code.
import { LADDERS, MARGIN_BANDS, ORDER_CAP, REBATE_BANDS, TIER_EXTRA } from '../contestants/terms.mjs';
import { LEVELS, SEGMENTS } from '../workload.mjs';

const DAYS = 365;
const MONTHS = Uint8Array.from({ length: DAYS }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).getUTCMonth());
const dayOf = (month, day) => (Date.UTC(2026, month - 1, day) - Date.UTC(2026, 0, 1)) / 86_400_000;
const [MARCH, APRIL, JUNE, MID_JUNE, AUTUMN] = [dayOf(3, 1), dayOf(4, 1), dayOf(6, 1), dayOf(6, 16), dayOf(9, 1)];
const EXTRA = Int32Array.from(LEVELS, (level) => TIER_EXTRA[level]);
const NEEDS = SEGMENTS.map((segment) => LADDERS[segment]);

const cut = (amount, rate) => Math.floor((amount * rate) / 10_000);

function rebate(volume) {
  let sum = 0;
  for (let i = 0; i < REBATE_BANDS.length && volume > REBATE_BANDS[i].from; i++) {
    const top = i + 1 < REBATE_BANDS.length && volume > REBATE_BANDS[i + 1].from ? REBATE_BANDS[i + 1].from : volume;
    sum += (top - REBATE_BANDS[i].from) * REBATE_BANDS[i].rate;
  }
  return Math.floor((sum + 5000) / 10_000);
}

function margin(volume, amount) {
  let at = 0;
  while (volume > MARGIN_BANDS[at].upTo) at++;
  return Math.floor((amount * MARGIN_BANDS[at].rate + 5000) / 10_000);
}

/** The whole book. */
export function simulate({ orders, members, segment, member, day, channel, measures, item, quantity, unitCents, discountCents }) {
  const [level, month, bought] = [new Uint8Array(members), new Uint8Array(members), new Uint8Array(members)];
  const [many, points, volume] = [new Int32Array(members), new Float64Array(members), new Float64Array(members)];
  const sums = { amount: 0, points: 0, rebate: 0, margin: 0, levels: {} };
  for (let order = 0; order < orders; order++) {
    const who = member[order];
    const today = day[order];
    const kind = segment[who];
    const extra = EXTRA[level[who]];
    const app = channel[order] === 1;
    const march = kind === 0 && today >= MARCH && today < APRIL;
    const june = kind === 1 && today >= JUNE && today < MID_JUNE;
    const autumn = kind === 2 && today >= AUTUMN;
    let [total, amount, launch, apps, seen, counts] = [0, 0, 0, 0, 0, 0];
    for (let line = order * 3, end = line + 3; line < end; line++) {
      const [what, count, price, off] = [item[line], quantity[line], unitCents[line], discountCents[line]];
      const category = what % 10;
      const net = count * price - off;
      amount += net;
      seen |= 1 << category;
      if (category === 4 || category === 5) continue;
      counts = 1;
      total += net;
      if (category === 0) total += march ? 2 * net : net;
      else if (category === 1) total += cut(net, 5000) + (june ? cut(net, 5000) : 0);
      else if (category === 2) total += 2 * net;
      else if (category === 3) total += cut(net, 2500) + (june ? cut(net, 5000) : 0);
      if (((what / 10) | 0) % 10 === 0) total += cut(net, 2000);
      if (what === 7) {
        const given = Math.min(count * 5000, 50_000 - launch);
        launch += given;
        total += given;
      } else if (what >= 20 && what <= 22) total += count * 2000;
      if (count >= 24) total += ((count / 24) | 0) * 1000;
      if (price >= 5000 && off === 0) total += cut(net, 5000);
      if (extra > 0) total += cut(net, extra);
      if (autumn) total += cut(net, 500);
      if (app && net >= 1000) {
        const given = Math.min(500, 4000 - apps);
        apps += given;
        total += given;
      }
    }
    if (many[who] === 0 && counts) total += 50_000;
    if (amount >= 100_000) total += 20_000;
    let kinds = 0;
    for (let left = seen; left; left &= left - 1) kinds++;
    if (kinds >= 4 && amount >= 30_000) total += 15_000;
    total += Math.min(measures[order * 3] * 3000, 15_000) + measures[order * 3 + 1] * 100_000 + measures[order * 3 + 2] * 10_000;
    const given = Math.floor((Math.min(total, ORDER_CAP) + 50) / 100);
    if (month[who] !== MONTHS[today]) {
      sums.rebate += rebate(volume[who]);
      volume[who] = 0;
      month[who] = MONTHS[today];
    }
    volume[who] += amount;
    points[who] += given;
    many[who] += counts;
    bought[who] = 1;
    sums.amount += amount;
    sums.points += given;
    sums.margin += margin(volume[who], amount);
    const needs = NEEDS[kind];
    while (level[who] < 3 && points[who] >= needs.points[level[who] + 1] && many[who] >= needs.orders[level[who] + 1]) level[who]++;
  }
  for (let who = 0; who < members; who++) {
    sums.rebate += rebate(volume[who]);
    const name = `${SEGMENTS[segment[who]]}-${LEVELS[level[who]]}`;
    if (bought[who]) sums.levels[name] = (sums.levels[name] ?? 0) + 1;
  }
  return sums;
}
