// What the engine tells of a program: how carts are packed and results are laid out.

/** The same with what reading its numbers needs. */
export function readable(layout) {
  // As keys of objects: finding a key is many times faster than finding an equal text.
  layout.ids = layout.units.map((unit) => Object.keys({ [unit.id]: 0 })[0]);
  layout.scales = layout.units.map((unit) => 10 ** unit.decimals);
  layout.points = layout.units.filter((unit) => unit.points).length;
  // What is counted in things: the reward's id, by the place of its unit.
  layout.rewards = layout.ids.map((id) => (id.startsWith('reward:') ? id.slice('reward:'.length) : null));
  // No points of any currency.
  layout.none = Object.fromEntries(layout.ids.slice(0, layout.points).map((id) => [id, 0]));
  // A step carries its unit in six bits.
  layout.packable = layout.units.length < 63;
  for (const version of layout.versions) {
    version.ruleIds = version.rules.map((rule) => rule.id);
    version.ruleTerms = version.terms.length > 0 ? version.rules.map((rule) => rule.term) : null;
  }
  return layout;
}
