// What people read for the names in the books: ledger accounts, funders, partners, and what a line is about.
import { unitOf } from '../account/books.js';
import { holderName, capital, words } from '../account/people.js';
import { nameIn } from '../engine/terms.js';
import * as format from '../format.js';

const roles = {
  cost: 'Cost',
  liability: 'Owed to members',
  breakage: 'Lapsed',
  redemption: 'Redeemed',
  delivered: 'Delivered',
  opening: 'Brought along',
  transit: 'On its way to others',
  settled: 'Paid out',
  accrued: 'Accrued, not settled',
  partner: 'Partner',
  funder: 'Claimed of',
  receivable: 'To be paid by members',
  fee: 'Fees',
};

const kinds = { rebate: 'rebates', margin: 'margins', cash: 'cash', value: 'value toward goals', fee: 'fees of plans' };

/** What is counted in a unit, within a sentence: "rebates", "reward points", "lantern". */
export function unitWords(id, context) {
  if (kinds[id]) return kinds[id];
  const { name } = unitOf(id, context);
  return format.lower(name.replace(/^Fund: /, 'the fund '));
}

export const funderName = (id) => capital(words(id));

export function partnerName(id, { document }) {
  const partner = (document.partners ?? []).find((one) => one.id === id);
  return nameIn(partner?.name) ?? capital(words(id));
}

/** "Owed to members: reward points" */
export function ledgerName(account, context) {
  const [role, ...rest] = account.split(':');
  const of = rest.join(':');
  if (!roles[role]) return account;
  if (of === '') return roles[role];
  if (role === 'funder') return `${roles[role]} ${funderName(of)}`;
  if (role === 'partner') return `${roles[role]} ${partnerName(of, context)}`;
  return `${roles[role]}: ${unitWords(of, context)}`;
}

/** What a line or posting is about: a rule, or the event that it goes back to. */
export function aboutName(rule, names, { happened }) {
  const event = happened.get(rule);
  if (event?.order) return `Order ${rule}`;
  if (event?.activity) return `${names.activity(event.activity.type)}, ${format.day(event.activity.at)}`;
  if (event?.redeem) return names.reward(event.redeem.reward ?? rule);
  return names.rule(rule);
}

export const whose = (holder, people) => holderName(holder ?? '', people);
