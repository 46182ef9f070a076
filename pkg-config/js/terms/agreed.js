// Terms that hold for some accounts, and trials with accounts that are drawn by lot.
import { conditions, sentence } from './conditions.js';
import { Over } from './place.js';
import { tellRule } from './rules.js';
import { tellClimb } from './tiers.js';
import { days } from './time.js';

/** The name of terms for those who read it: to the account itself, they are its own. */
export const titleOf = (t, terms) => t.nameOf('terms', terms.value.id) ?? t.voice.text(terms.value.name) ?? t.say('section.agreed', { who: t.operator ? 'operator' : 'member', name: t.plain('terms', terms.value.id) });

/** Terms of their own, as the text of an agreement: what it changes stands in it whole. */
export function tellAgreed(t, terms) {
  const { version } = t;
  terms.get('name');
  t.tell(terms.at('reason'), 'agreed.reason', { reason: terms.value.reason });
  const when = terms.at('when');
  // The account knows who it is.
  if (t.operator) sentence(t, when, 'agreed.who', conditions(t, when).map((clause) => ({ ...clause, goods: false })));
  else when?.hide();
  const window = terms.at('window');
  if (window) t.tell(window, 'window', { days: days(t, window), ends: window.at('from') && window.at('to') ? 'both' : 'one' });
  for (const change of terms.items('change')) {
    const base = t.everyRule().find(({ value }) => value.id === change.value.id);
    t.tell(change, 'agreed.change', { name: t.name('rule', change.value.id) });
    tellRule(t, base ? new Over(change, base) : change);
  }
  const removed = terms.at('remove');
  if (removed?.value.length > 0) {
    removed.hide();
    t.tell(removed, 'agreed.remove', { names: t.voice.list(removed.value.map((id) => t.name('rule', id))), n: removed.value.length });
  }
  const added = terms.items('add');
  if (added.length > 0) t.tell(terms.at('add'), 'agreed.add');
  for (const rule of added) tellRule(t, rule);
  for (const ladder of terms.items('tiers')) {
    const base = version.items('tiers').find(({ value }) => value.id === ladder.value.id);
    ladder.get('name');
    const name = t.voice.text(ladder.value.name ?? base?.value.name);
    t.tell(ladder, 'agreed.ladder', { name: name === undefined ? t.say('section.tiers') : t.voice.quote(name) });
    tellClimb(t, ladder);
  }
}

/** A trial: how many accounts are drawn, from which, and when. */
export function tellPilot(t, pilot) {
  const { id, name } = pilot.value;
  pilot.get('name');
  t.heading(pilot, t.nameOf('pilot', id) ?? t.voice.text(name) ?? t.plain('pilot', id));
  const when = pilot.at('when');
  if (when) sentence(t, when, 'agreed.who', conditions(t, when).map((clause) => ({ ...clause, goods: false })));
  t.tell(pilot.at('share') ?? pilot, 'pilot.share', { share: t.voice.percent(pilot.get('share') ?? 0), all: when ? 'no' : 'yes' });
  const control = pilot.at('control');
  t.tell(control ?? pilot, control ? 'pilot.control' : 'pilot.alone', { share: control && t.voice.percent(control.value) });
  const window = pilot.at('window');
  if (window) t.tell(window, 'window', { days: days(t, window), ends: window.at('from') && window.at('to') ? 'both' : 'one' });
  const salt = pilot.at('salt');
  if (salt) t.tell(salt, 'pilot.salt', { salt: t.voice.quote(salt.value) });
}
