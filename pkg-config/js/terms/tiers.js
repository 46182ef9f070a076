// Ladders of levels: what is counted, what each level asks for and brings, how one rises and falls.
import { tellCondition } from './conditions.js';
import { counted } from './measures.js';
import { borrowing } from './place.js';
import { kindOf, length, period } from './time.js';

export function tellLadder(t, ladder) {
  const section = `tiers:${ladder.value.id}`;
  const title = t.voice.text(ladder.get('name')) ?? t.say('section.tiers');
  t.section(section, title, () => tellClimb(t, ladder));
}

/** All of a ladder, within a section. */
export function tellClimb(t, ladder) {
  tellCondition(t, ladder.at('when'), 'goods', 'take-part');
  const metrics = tellMetrics(t, ladder);
  tellLevels(t, ladder, metrics);
  tellRise(t, ladder);
  tellFall(t, ladder);
  tellCarryOver(t, ladder, metrics);
}

/** Each metric with a name is said once, and called by its name from then on. */
function tellMetrics(t, ladder) {
  const metrics = new Map();
  for (const metric of ladder.items('metrics')) {
    // A metric's period is the ladder's.
    const what = counted(t, borrowing(metric, 'over', ladder, 'period'));
    const { id } = metric.value;
    const given = t.nameOf('metric', id) ?? t.voice.text(metric.get('name'));
    // Without a name it is called what it is, unless that takes a list.
    if (given === undefined && what.only.length === 0) {
      metrics.set(id, { name: what.mid, in: what.text, unit: what.unit });
      continue;
    }
    const name = t.voice.quote(given ?? id);
    metrics.set(id, { name, in: name, unit: what.unit });
    t.tell(metric, 'tier.metric', { name, what: what.text });
    if (what.only.length > 0) t.tell(metric, 'counted.only', {}, what.only);
  }
  return metrics;
}

function tellLevels(t, ladder, metrics) {
  const need = ladder.get('need') ?? 'all';
  const levels = ladder.items('levels');
  for (const level of levels) {
    const name = t.voice.quote(t.nameOf('level', level.value.id) ?? t.voice.text(level.get('name')) ?? level.value.id);
    const goals = level.entries('at').map(([id, { path, value }]) => {
      const { name: metric, unit } = metrics.get(id) ?? { name: t.voice.quote(id), unit: (number) => t.voice.number(number) };
      return { path, text: t.say('tier.goal', { metric, value: unit(value) }) };
    });
    if (goals.length === 0) t.tell(level, 'tier.first', { level: name });
    else if (goals.length === 1) t.tell(level.at('at'), 'tier.reach', { level: name, goal: goals[0].text });
    else t.tell(level.at('at'), `tier.reach.${need}`, { level: name }, goals);
    tellBenefits(t, level, name);
  }
  if (levels.some(({ value }) => value.benefits)) t.tell(ladder.at('levels'), 'tier.benefits');
}

/** What a level, or a plan, brings; `family` has the words. */
export function tellBenefits(t, level, name, family = 'tier') {
  const benefits = level.at('benefits');
  if (!benefits) return;
  const [multiplier, discount] = [benefits.at('multiplier'), benefits.at('discount')];
  if (multiplier) t.tell(multiplier, `${family}.multiplier`, { level: name, by: t.voice.number(multiplier.value) });
  if (discount) t.tell(discount, `${family}.discount`, { level: name, rate: t.voice.percent(discount.value) });
  const services = benefits.items('services').map((service) => {
    const text = t.nameOf('service', service.value.id) ?? t.voice.text(service.get('name')) ?? service.value.id;
    const [count, per] = [service.get('count'), period(t, service, 'per', 'per', 'year')];
    return { path: service.path, text: count === undefined ? text : t.say('service', { name: text, x: t.voice.number(count), per }) };
  });
  if (services.length > 0) t.tell(benefits.at('services'), `${family}.services`, { level: name }, services);
}

function tellRise(t, ladder) {
  const upgrade = ladder.at('upgrade');
  t.tell(upgrade ?? ladder, `upgrade.${upgrade?.value ?? 'at-once'}`);
}

function tellFall(t, ladder) {
  const down = ladder.at('downgrade');
  const at = down?.at('at');
  const when = at?.value ?? 'period-end';
  t.tell(at ?? down ?? ladder, when === 'period-end' ? `fall.${kindOf(ladder, 'period')}` : `fall.${when}`);
  const [steps, grace] = [down?.at('steps'), down?.at('grace')];
  const falls = when !== 'never' && ['calendar', 'rolling'].includes(kindOf(ladder, 'period'));
  if (steps || falls) t.tell(steps ?? down ?? ladder, `steps.${steps?.value ?? 'straight'}`);
  if (grace) t.tell(grace, 'grace', { length: length(t, grace), end: down.get('toMonthEnd') ? 'month' : 'day' });
  const back = ladder.at('onReturn');
  t.tell(back ?? ladder, `on-return.${back?.value ?? 'reaching-order'}`);
}

function tellCarryOver(t, ladder, metrics) {
  const carry = ladder.at('carryOver');
  if (!carry) return;
  const items = carry.entries('cap').map(([id, { path, value }]) => {
    const { in: name, unit } = metrics.get(id) ?? { in: t.voice.quote(id), unit: (number) => t.voice.number(number) };
    return { path, text: t.say('carry.most', { name, most: unit(value) }) };
  });
  t.tell(carry, 'carry', {}, items);
}
