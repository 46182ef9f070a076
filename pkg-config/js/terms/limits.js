// How often and how much at most, and beside what.
import { whose } from './people.js';
import { period } from './time.js';

export function tellLimits(t, rule, given) {
  const limits = rule.at('limits');
  if (!limits) return;
  for (const times of limits.items('times')) {
    const by = times.get('by');
    t.tell(times, 'times', {
      n: times.get('most'),
      x: t.voice.number(times.get('most')),
      per: period(t, times, 'per', 'per'),
      by: by === undefined ? '' : ` ${t.say(`times.${by}`)}`,
      whose: whose(t, times, 'times'),
    });
  }
  const once = limits.at('once');
  if (once?.value.length > 0) t.tell(once, 'once', { what: t.voice.list(limits.get('once').map((name) => t.carried('attribute', name))) });
  for (const cap of limits.items('caps')) tellCap(t, cap, 'cap', given);
  const over = limits.at('overCap');
  if (over || limits.at('caps')) t.tell(over ?? limits.at('caps'), `over-cap.${over?.value ?? 'forfeit'}`);
  const budget = limits.at('budget');
  if (budget) t.tell(budget, 'limits.budget', { name: t.name('budget', budget.value) });
  const group = limits.at('group');
  // The rank is told with the group.
  limits.at('priority');
  if (group) t.tell(group, 'limits.group', { name: t.name('group', group.value) });
}

export const tellCap = (t, cap, key, given) => t.tell(cap, key, { what: given.amount(cap.get('most')), per: period(t, cap, 'per', 'per'), whose: whose(t, cap, 'times') });

/** How an award is rounded, where the rule says. */
export function tellRounding(t, rule, unit) {
  const rounding = rule.at('rounding');
  if (!rounding) return;
  const mode = rounding.get('mode') ?? (unit === 'points' ? 'floor' : 'half-up');
  t.tell(rounding, 'rounding', { mode: t.say(`round.${mode}`), scope: t.say(`scope.${rounding.get('scope') ?? 'order'}`) });
}
