// People: to whom an award goes, and whose a count is.

/** Who gets it, as the end of "It goes to …". */
function receiver(t, place) {
  const to = place.value;
  if (typeof to === 'string') return t.say(`who.${to}`);
  if (to.linked !== undefined) return t.say('who.linked', { name: t.carried('link', place.get('linked')) });
  return t.say('who.role', { role: t.carried('role', place.get('role')), of: place.get('of') ?? 'team' });
}

/** What happens where there is nobody like that. */
function otherwise(t, place) {
  const kind = typeof place.value === 'string' ? place.value : place.value.linked === undefined ? 'role' : 'linked';
  if (kind !== 'account') t.tell(place, `nobody.${kind}`);
}

export function tellTo(t, rule) {
  const to = rule.at('to');
  if (!to) return;
  if (!Array.isArray(to.value)) {
    t.tell(to, 'to', { who: receiver(t, to), elsewhere: to.value.linked === undefined ? 'no' : 'yes' });
    otherwise(t, to);
    return;
  }
  const shares = rule.items('to');
  const items = shares.map((share) => {
    const text = t.say('to.share', { share: t.voice.percent(share.get('share')), who: receiver(t, share.at('to')) });
    return { path: share.path, text };
  });
  t.tell(to, 'to.shares', {}, items);
  for (const share of shares) otherwise(t, share.at('to'));
}

/** Whose a count is, where it is said: as part of what is counted, or of how often. */
export function whose(t, place, family) {
  const own = place.at('whose');
  if (!own) return '';
  if (typeof own.value === 'string') return t.say(`${family}.whose.${own.value}`);
  return t.say(`${family}.whose.linked`, { name: t.carried('link', own.get('linked')) });
}

/** Does anything of these rules go to people? */
export const isForPeople = (rules) => rules.some(({ value: { to } }) => [to].flat().some((one) => ['participant', 'pool'].includes(one?.to ?? one) || (one?.to ?? one)?.role !== undefined));
