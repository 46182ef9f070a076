// The terms of a program as plain sentences, written from the document itself: members read what the engine runs.
import { tellAgreed, tellPilot, titleOf } from './agreed.js';
import { holdsFor, known } from './audience.js';
import { tellFunds, tellRewards, tellUse } from './holdings.js';
import { tellBoards, tellPlans } from './joining.js';
import { Place } from './place.js';
import { tellAbout, tellBudgets, tellGroups, tellMoney, tellPoints, tellReturns } from './program.js';
import { sectionOfRule, tellRule } from './rules.js';
import { Teller } from './teller.js';
import { tellLadder } from './tiers.js';
import { Voice, catalogues } from './voice.js';

/** The languages in which terms can be told. */
export const languages = Object.keys(catalogues);

/** The sections of rules, in their order, with what holds for all rules in them. */
const RULES = { earning: null, multipliers: null, discounts: tellMoney, rebates: tellMoney };

/** The version in force on a day; without a day, the latest. */
function versionOn(versions, at) {
  const sorted = [...versions].sort((a, b) => (a.value.from < b.value.from ? -1 : 1));
  const begun = at === undefined ? sorted : sorted.filter(({ value }) => value.from <= String(at).slice(0, 10));
  const version = begun.at(-1);
  if (!version) throw new RangeError(`no terms are in force on ${at}`);
  return { version, next: sorted[sorted.indexOf(version) + 1]?.value.from };
}

const dayBefore = (day) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/**
 * The terms in force on a day (`at`; the latest where none is given), in a language: `{ language, title, sections,
 * untold }`. To the `audience` "member" nothing is told that was made for other accounts; what was agreed with one is
 * told to the `account` itself, `{ id, attributes, levels, links, plan, pilots }`. The "operator" reads everything. A sentence has the path of its place in the document, the id of the rule it is about, and where it leads a
 * list, `items`. `untold` lists the paths of what the document says and no sentence does; it is empty for every document
 * of the format that this package reads.
 */
export function terms(document, { language = 'en', at, nameOf, audience = 'member', account, said } = {}) {
  const whole = new Place(document);
  const voice = new Voice(language, document.currency);
  const { version, next } = versionOn(whole.items('versions'), at);
  const t = new Teller(voice, whole, version, { nameOf, audience, account: known(account) });
  whole.at('earnest');
  const title = t.say('title', { name: voice.text(whole.get('name')) ?? document.id });
  const section = (id, tell, name = id) => t.section(id, t.say(`section.${name}`), tell);
  section('about', () => tellAbout(t, { until: next && dayBefore(next) }));
  section('points', () => tellPoints(t));
  const agreed = agreedFor(t);
  for (const other of [...version.items('rules'), ...version.items('promotions'), ...version.items('tiers')]) if (!t.isTold(other)) other.hide();
  const rules = version.items('rules').filter((rule) => t.isTold(rule));
  for (const [id, defaults] of Object.entries(RULES)) {
    const own = rules.filter((rule) => sectionOfRule(rule) === id);
    if (own.length > 0) section(id, () => (defaults?.(t, id), own.forEach((rule) => tellRule(t, rule))));
  }
  section('promotions', () => version.items('promotions').filter((rule) => t.isTold(rule)).forEach((rule) => tellRule(t, rule)));
  section('choices', () => (tellGroups(t), tellBudgets(t)));
  version.items('tiers').filter((ladder) => t.isTold(ladder)).forEach((ladder) => tellLadder(t, ladder));
  for (const terms of agreed) t.section(`terms:${terms.value.id}`, titleOf(t, terms), () => tellAgreed(t, terms));
  section('plans', () => tellPlans(t));
  section('boards', () => tellBoards(t));
  section('rewards', () => tellRewards(t));
  section('funds', () => tellFunds(t));
  section('using', () => tellUse(t));
  section('returns', () => tellReturns(t));
  if (t.operator) section('pilots', () => version.items('pilots').forEach((pilot) => tellPilot(t, pilot)));
  else version.at('pilots')?.hide();
  const untold = [...whole.unseen().filter((path) => !isOther(path, version.path)), ...voice.missing];
  if (untold.length > 0) section('untold', () => untold.forEach((path) => t.add({ path: path.startsWith('$') ? path : '$' }, t.say('untold', { path }))));
  // Tests ask which messages were used.
  voice.said.forEach((key) => said?.add(key));
  return { language: voice.language, title, sections: t.sections, untold };
}

/** The terms of their own that are for who reads; what they are about is noted, so that rules can point to them. */
function agreedFor(t) {
  const { version, account } = t;
  const isFor = ({ value }) => t.operator || (account !== undefined && holdsFor(value.when, account, version.value.tiers ?? []) === true);
  const [own, others] = [[], []];
  for (const terms of version.items('terms')) (isFor(terms) ? own : others).push(terms);
  others.forEach((terms) => terms.hide());
  t.agreed = new Map();
  for (const terms of own) {
    const { change = [], remove = [] } = terms.value;
    for (const id of [...(change ?? []).map((rule) => rule.id), ...(remove ?? [])]) t.agreed.set(id, [...(t.agreed.get(id) ?? []), titleOf(t, terms)]);
  }
  return own;
}

/** Is the path in a version that is not told? */
const isOther = (path, told) => path.startsWith('$.versions[') && !`${path}.`.startsWith(`${told}.`);

/** Told terms as plain text: titles underlined, each rule a paragraph, lists with dashes. */
export function plainTerms({ title, sections }) {
  const lines = [title, '='.repeat(title.length)];
  for (const section of sections) {
    lines.push('', section.title, '-'.repeat(section.title.length));
    let rule;
    for (const sentence of section.sentences) {
      if (sentence.heading || sentence.rule !== rule) lines.push('');
      rule = sentence.rule;
      lines.push(sentence.text, ...listed(sentence.items, ''));
    }
  }
  return `${lines.join('\n')}\n`;
}

const listed = (items = [], indent) => items.flatMap(({ text, items: inner }) => [`${indent}- ${text}${inner ? ':' : ''}`, ...listed(inner, `${indent}  `)]);
