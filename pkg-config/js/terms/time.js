// Periods, windows and lengths of time. A period is said in four ways: "in the quarter", "per quarter", "for each
// quarter", "at the end of each quarter"; each is a family of messages, with one for each named period.

const NAMED = (t, family, name) => t.say(`${family}.${name}`);

/** The days of a window: from, to, or both. */
export function days(t, place) {
  const { voice } = t;
  const [from, to] = [place.get('from'), place.get('to')];
  const values = { from: from && voice.day(from), to: to && voice.day(to) };
  return t.say(from && to ? 'days.both' : from ? 'days.from' : 'days.to', values);
}

/** `{days}` or `{months}`. */
export function length(t, place) {
  const [days, months] = [place.get('days'), place.get('months')];
  return days !== undefined ? t.voice.count('n.days', days) : t.voice.count('n.months', months ?? 0);
}

/** The period in a field, in the words of one of the families; `otherwise` where the field is absent. */
export function period(t, place, field, family, otherwise) {
  const there = place.at(field);
  if (!there) return otherwise === undefined ? undefined : NAMED(t, family, otherwise);
  if (typeof there.value === 'string') return NAMED(t, family, there.value);
  const rolling = there.at('rolling');
  if (rolling) return t.say(`${family}.rolling`, { length: length(t, rolling), n: rolling.get('days') ?? rolling.get('months') ?? 0 });
  return t.say(`${family}.fixed`, { days: days(t, there) });
}

/** What kind of period stands in a field. */
export function kindOf(place, field) {
  const value = place.at(field)?.value;
  if (typeof value === 'string') return value === 'lifetime' ? value : 'calendar';
  return value && 'rolling' in value ? 'rolling' : 'fixed';
}
