// Histories drawn for a program: orders, returns, activities and grants over a year or two.
import { textOf, dayOf } from '../calendar.mjs';
import { beginning, happening, members, merger, person } from './members.mjs';
import { ACTIVITIES, SEGMENTS, money } from './programs.mjs';

const GOODS = [
  { sku: 'A', category: 'paint', brand: 'Alba', tags: ['new'], kg: '2.5', price: 12.5 },
  { sku: 'B', category: 'paint', brand: 'Kori', kg: '0.333', price: 3.75 },
  { sku: 'C', category: 'tools', brand: 'Alba', attributes: { origin: 'local' }, price: 49.99 },
  { sku: 'D', category: 'glass', tags: ['new', 'bulk'], kg: '12', price: 7.05 },
  { sku: 'E', category: 'deposit', brand: 'Zest', price: 0.25 },
  { sku: 'F', brand: 'Zest', attributes: { origin: 'far' }, price: 19.9 },
];

export function drawHistory(random, program) {
  const minor = { JPY: 0, KWD: 3 }[program.currency] ?? 2;
  const isClub = random.chance(program.club ? 90 : 10);
  delete program.club;
  const many = random.chance(isClub ? 50 : 15) ? 2 : 1;
  const names = ['acme', 'zeta'].slice(0, many);
  const accounts = names.map((account) => ({
    account,
    attributes: random.chance(70) ? { segment: random.pick(SEGMENTS) } : {},
    ...(random.chance(60) ? { joined: textOf(dayOf(random.pick(['2025-11-01', '2025-02-01', '2024-02-20'])) + random.from(0, 60)) } : {}),
    ...(isClub ? members(random, account, minor) : {}),
  }));
  let day = dayOf('2026-01-01') + random.from(0, 30);
  const past = pastOf(random, program, minor, isClub);
  const time = (index) => `${textOf(day)}T${String(7 + (index % 14)).padStart(2, '0')}:30:00`;
  const { entry } = program.versions[0];
  const events = isClub && random.chance(entry ? 75 : 25) ? [{ account: names[0], event: beginning(random, program, 'e0', time(0)) }] : [];
  // By whose id and day of joining a merged account's orders are judged is left open; so is what stands on boards.
  const mayMerge = !/"terms"|"membership-year"|"boards"/.test(JSON.stringify(program));
  let left = names;
  for (let index = 0, all = random.from(3, 12); index < all; index += 1) {
    day += random.chance(25) ? 0 : random.chance(12) ? random.from(60, 400) : random.from(1, 30);
    const [id, at] = [`e${index + 1}`, time(index + 1)];
    // Which group a merged account counts with, where they were in different ones, is left open.
    if (isClub && left.length > 1 && index > 2 && mayMerge && accounts[0].links?.group === accounts[1].links?.group && random.chance(9)) {
      events.push(...merger('zeta', 'acme', id, at));
      left = ['acme'];
    } else {
      const account = random.pick(left);
      const event = draw(past, account, id, at);
      events.push({ account, event });
      // Posted twice, or too late.
      if (random.chance(1)) events.push({ account, event: random.chance(50) ? event : { adjust: { id: `${id}-late`, at: `${textOf(day - 1)}T00:00:00`, amount: '5', reason: 'drawn', approver: 'Pop' } } });
    }
  }
  return { accounts, events };
}

function pastOf(random, program, minor, isClub) {
  const [version] = program.versions;
  const currencies = (program.points ?? [{ id: 'points' }]).map(({ id }) => id);
  const own = {};
  return {
    orders: [], minor, random, program, isClub, levels: version.tiers?.flatMap(({ levels }) => levels) ?? [], rewards: version.rewards ?? [],
    units: [...currencies, 'cash', ...(program.funds ?? []).map(({ id }) => `fund:${id}`), ...(version.rewards ?? []).map(({ id }) => `reward:${id}`)],
    plans: version.plans ?? [], boards: version.boards ?? [], partners: program.partners ?? [], services: servicesOf(version),
    pays: program.points?.find(({ spend }) => spend),
    mine: (account) => (own[account] ??= { orders: [], activities: [], redemptions: [] }),
  };
}

const servicesOf = ({ tiers = [], plans = [] }) =>
  [...tiers.flatMap(({ levels }) => levels), ...plans].flatMap(({ benefits }) => benefits?.services ?? []).map(({ id }) => id);

/** Where it happened. */
export const partner = ({ random, partners }) => (partners.length && random.chance(60) ? { partner: random.pick(partners).id } : {});

function draw(past, account, id, at) {
  const { random } = past;
  const own = past.orders.filter((one) => one.account === account && one.order.lines.some((_, index) => one.left[index] > 0));
  if (own.length && random.chance(22)) return { return: drawReturn(past, random.pick(own), own, id, at) };
  if ((past.plans.length || past.services.length) && random.chance(15)) return chosen(past, id, at);
  if (past.boards.length && random.chance(15)) return ranked(past, id, at);
  if (past.isClub && random.chance(35)) return happening(past, account, id, at);
  if (random.chance(past.isClub ? 30 : 15)) {
    past.mine(account).activities.push(id);
    return { activity: drawActivity(past, id, at) };
  }
  if (past.levels.length && random.chance(6)) return grant(past, id, at) ?? { order: drawOrder(past, account, id, at) };
  return { order: drawOrder(past, account, id, at) };
}

/** Plans and services. */
function chosen({ random, plans, services, program }, id, at) {
  // Whether points that a period's end pays are weighed is left open.
  const weighs = program.versions.every(({ rules }) => rules.every(({ on, award }) => !on?.periodEnd || award?.kind !== 'points'));
  if (services.length && (plans.length === 0 || random.chance(45))) return { use: { id, at, service: random.pick(services), ...random.maybe(30, () => ({ count: 2 })) } };
  if (random.chance(20) && weighs) return { planWorth: { id, plan: random.pick(plans).id, at } };
  return { enrol: { id, at, ...random.maybe(85, () => ({ plan: random.pick(plans).id })), ...random.maybe(15, () => ({ until: textOf(dayOf(at) + random.from(0, 60)) })) } };
}

function ranked({ random, boards }, id, at) {
  const board = random.pick(boards).id;
  return random.chance(60) ? { board: { id: board, at } } : { close: { id: board, day: `${textOf(dayOf(at) - random.from(0, 40))}T00:00:00`, at } };
}

function drawOrder(past, account, id, at) {
  const { random, minor } = past;
  const lines = Array.from({ length: random.from(1, 4) }, (_, index) => line(random, minor, `${index + 1}`));
  const order = {
    id, at, lines,
    ...(random.chance(20) ? { shipping: String(random.from(1, 12)) } : {}),
    ...(random.chance(15) ? { invoiced: textOf(dayOf(at) + random.from(-12, 12)) } : {}),
    ...(random.chance(30) ? { attributes: { channel: random.pick(['web', 'phone']) } } : {}),
  };
  if (random.chance(past.pays ? 40 : 10)) order.paidWithPoints = past.pays ? paying(past) : money(random, 0, 9, minor);
  if (past.isClub) Object.assign(order, person(random), random.maybe(30, () => ({ due: textOf(dayOf(at) + random.from(0, 40)) })));
  Object.assign(order, partner(past));
  past.mine(account).orders.push(id);
  past.orders.push({ account, order, left: lines.map((one) => Number(one.quantity)) });
  return order;
}

/** So many points in money. */
const paying = ({ random, pays, minor }) => ((random.from(1, 40) * (pays.spend.step ?? 1)) * Number(pays.worth)).toFixed(minor);

function line(random, minor, id) {
  const { kg, price, ...good } = random.pick(GOODS);
  const quantity = random.chance(12) ? `${random.from(0, 4)}.5` : String(random.chance(80) ? random.from(1, 8) : random.from(9, 40));
  const one = { id, ...good, quantity, ...(kg && random.chance(60) ? { measures: { kg: (Number(kg) * Number(quantity)).toFixed(4) } } : {}) };
  if (random.chance(12)) one.amount = (random.from(1, 9999) / 100).toFixed(minor);
  else one.unitPrice = random.chance(25) ? price.toFixed(minor) : (price * (random.from(80, 120) / 100)).toFixed(random.chance(20) ? Math.min(minor + 2, 6) : minor);
  const worth = one.amount ?? Number(one.unitPrice) * Number(quantity);
  if (worth > 2 && random.chance(12)) one.discount = money(random, 0, 1, minor);
  if (random.chance(15)) one.tax = (random.from(1, 500) / 100).toFixed(minor);
  return one;
}

function drawReturn(past, one, own, id, at) {
  const { random } = past;
  if (random.chance(25)) {
    one.left = one.left.map(() => 0);
    return { id, at, order: one.order.id };
  }
  const index = random.pick(one.left.map((_, place) => place).filter((place) => one.left[place] > 0));
  const { sku } = one.order.lines[index];
  const named = random.chance(65);
  if (named) {
    const quantity = random.from(1, Math.max(1, Math.floor(one.left[index])));
    const taken = Math.min(quantity, one.left[index]);
    one.left[index] -= taken;
    return { id, at, order: one.order.id, lines: [{ line: one.order.lines[index].id, quantity: String(taken) }] };
  }
  // Sometimes more than was bought.
  const most = Math.floor(one.left[index]);
  const where = random.chance(40) ? partner(past) : {};
  const quantity = random.chance(40) ? most + random.from(1, 5) : most >= 1 ? random.from(1, most) : one.left[index];
  let left = quantity;
  for (const other of [...own].reverse().filter(({ order }) => where.partner === undefined || order.partner === where.partner)) {
    for (let place = other.left.length - 1; place >= 0; place -= 1) {
      if (other.order.lines[place].sku !== sku) continue;
      const taken = Math.min(left, other.left[place]);
      other.left[place] -= taken;
      left -= taken;
    }
  }
  return { id, at, lines: [{ sku, quantity: String(quantity), unitPrice: '1' }], ...where };
}

function drawActivity(past, id, at) {
  const { random, isClub } = past;
  return {
    id, at, type: random.pick([...ACTIVITIES, 'fair', ...(isClub ? ['activation', 'sale', 'sale', 'advertising'] : [])]),
    ...(random.chance(60) ? { subject: random.pick(['P', 'Q']) } : {}),
    ...(random.chance(30) ? { quantity: String(random.from(1, 5)) } : {}),
    ...partner(past),
    ...(isClub ? { ...person(random), ...random.maybe(15, () => ({ beneficiary: random.pick(['ana', 'eva']) })), ...random.maybe(60, () => ({ attributes: evidence(random) })) } : {}),
  };
}

const evidence = (random) => ({ ...random.maybe(80, () => ({ serial: random.pick(['X1', 'X2', 'X3']) })), ...random.maybe(70, () => ({ invoice: random.pick(['F1', 'F2']), line: random.pick(['1', '2']) })) });

/** A grant of any level but everybody's, lower ones too. */
function grant({ random, levels }, id, at) {
  const level = random.pick(levels);
  if (!level.at) return null;
  return { grant: { id, at, level: level.id, until: textOf(dayOf(at) + random.from(0, 120)) } };
}
