// Terms for some and pilots, drawn for a version that is drawn already.
// Not drawn: terms that replace a ladder for a time. What an order of those days reached is then judged by two ladders.

const WHEN = (random, levels, pilots) =>
  random.pick([
    { account: { id: 'acme' } },
    { account: { id: { not: 'acme' } } },
    { account: { attributes: { segment: 'dealer' } } },
    { not: { account: { attributes: { segment: 'dealer' } } } },
    ...pilots.map((pilot) => ({ account: { pilot: pilot.id } })),
    ...pilots.filter(({ control }) => control).map((pilot) => ({ account: { pilot: { of: pilot.id, group: 'control' } } })),
    ...(levels.length ? [{ account: { tier: { atLeast: random.pick(levels) } } }] : []),
  ]);

/** Days that often cut a month or a year. */
const window = (random) =>
  random.chance(40) ? {} : { window: random.pick([{ from: '2026-03-01', to: '2026-03-31' }, { from: '2026-02-14' }, { to: '2026-05-09' }, { from: '2026-04-01', to: '2026-12-31' }]) };

/** Another rate, amount or limit of a rule; the rest stays. */
function change(random, rule) {
  const { id } = rule;
  if (rule.earn && typeof rule.earn.points === 'number') return { id, earn: { ...rule.earn, points: rule.earn.points + random.from(1, 4) } };
  if (rule.discount?.rate !== undefined) return { id, discount: { ...rule.discount, rate: `${random.from(1, 12)} %` } };
  if (rule.multiply !== undefined) {
    const by = random.pick([2, 3, '1.5']);
    return { id, multiply: typeof rule.multiply === 'object' ? { ...rule.multiply, by } : by };
  }
  for (const kind of ['rebate', 'margin']) {
    if (rule[kind]?.rate !== undefined) return { id, [kind]: { ...rule[kind], rate: `${random.from(1, 20)} %` } };
    if (rule[kind] && random.chance(50)) return { id, [kind]: { ...rule[kind], cap: '40' } };
  }
  return { id, name: 'By terms' };
}

/** The same ladder, easier to climb. */
const easier = (random, ladder) => ({
  ...structuredClone(ladder),
  levels: ladder.levels.map(({ at, ...level }) => ({
    ...level,
    ...(at ? { at: Object.fromEntries(Object.entries(at).map(([metric, needs]) => [metric, Math.ceil(needs / 2)])), benefits: { multiplier: random.pick([2, 3]) } } : {}),
  })),
});

/** Whether halved thresholds still rise. */
const rises = ({ levels }) => {
  const reach = levels.map(({ at }) => JSON.stringify(at));
  return levels.every(({ at }, place) => place === 0 || (reach[place] !== reach[place - 1] && Object.entries(at).every(([metric, needs]) => needs >= (levels[place - 1].at?.[metric] ?? 0))));
};

/** The version with terms and pilots; `always` where it is the only one. */
export function withTerms(version, random, always) {
  const rules = [...version.rules, ...(version.promotions ?? [])];
  const levels = (version.tiers ?? []).flatMap((ladder) => ladder.levels.map(({ id }) => id));
  const pilots = random.chance(50) ? [{ id: 'half', share: '50 %', control: '30 %', ...(random.chance(30) ? { salt: 'other' } : {}), ...window(random) }] : [];
  const terms = Array.from({ length: random.from(1, 3) }, (_, index) => {
    const own = { id: `t${index + 1}`, reason: 'drawn' };
    if (always && version.tiers?.length && random.chance(25)) {
      const ladder = easier(random, random.pick(version.tiers));
      // A pilot has days of its own, and a level would depend on itself.
      if (rises(ladder)) return { ...own, when: WHEN(random, [], []), tiers: [ladder] };
    }
    const about = random.some(rules, 3);
    const [gone, ...changed] = random.chance(25) ? about : [undefined, ...about];
    return {
      ...own, when: WHEN(random, levels, pilots), ...window(random),
      ...(gone ? { remove: [gone.id] } : {}),
      ...(changed.length ? { change: changed.map((rule) => change(random, rule)) } : {}),
      ...(random.chance(30) ? { add: [{ id: random.pick(['own', `own-${index}`]), earn: { points: random.from(1, 9) } }] } : {}),
    };
  });
  return { ...version, ...(pilots.length ? { pilots } : {}), terms };
}
