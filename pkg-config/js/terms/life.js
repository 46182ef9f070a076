// When an award can be used, and how long.
import { length } from './time.js';

const lasts = (t, place) => (place.at('days') || place.at('months')) && length(t, place);

/** A life, of "points", "currency" (another one, by name), a "fund", a "reward", or what a "rule" gives. */
export function tellLife(t, place, kind, name = '') {
  const life = place.at('life');
  if (!life) return;
  const subject = t.say('life.subject', { kind, name });
  const [pending, expires] = [life.at('pending'), life.at('expires')];
  if (pending) t.tell(pending, 'life.pending', { subject, kind, when: waits(t, pending) });
  if (!expires) return;
  const inactive = expires.at('inactive');
  if (inactive) t.tell(inactive, 'life.inactive', { subject, kind, length: length(t, inactive) });
  const until = ends(t, expires);
  if (until) t.tell(expires, 'life.expires', { subject, kind, until });
  if (inactive && until) t.tell(inactive, 'life.first');
  if (expires.at('on')) t.tell(expires.at('on'), 'life.later');
}

/** What must be over before it can be used. */
function waits(t, pending) {
  const [time, end, until] = [lasts(t, pending), pending.get('end'), pending.get('until')];
  const last = end && t.say(`the-end.${end}`);
  const parts = [];
  if (time) parts.push(end ? t.say('wait.length-end', { length: time, end: last }) : t.say('wait.length', { length: time }));
  else if (end) parts.push(t.say('wait.end', { end: last }));
  if (until) parts.push(t.say(`wait.${until}`));
  return t.voice.list(parts);
}

/** Until when it can be used. */
function ends(t, expires) {
  const on = expires.get('on');
  if (on) return t.say('until.on', { day: t.voice.day(on) });
  const [time, end] = [lasts(t, expires), expires.get('end')];
  const from = expires.get('from') ?? 'available';
  if (!time && !end) return undefined;
  const values = { length: time, from, end: end && t.say(`the-end.${end}`) };
  return t.say(time ? (end ? 'until.length-end' : 'until.length') : 'until.end', values);
}
