// Reading a program document: the version in force and what is in it.

/** The version in force on a day, or null before the first. */
export function versionOn(document, date) {
  const begun = document.versions.filter((version) => version.from <= date);
  return begun.reduce((last, version) => (last === null || version.from >= last.from ? version : last), null);
}

/** A rule of the version in force. */
export const ruleOf = (document, date, id) => {
  const version = versionOn(document, date);
  return [...(version?.rules ?? []), ...(version?.promotions ?? [])].find((rule) => rule.id === id) ?? null;
};

/** The types of activity that rules of the version in force name. */
export function activitiesOf(document, date) {
  const version = versionOn(document, date);
  const named = [...(version?.rules ?? []), ...(version?.promotions ?? [])].flatMap(({ on }) => {
    const types = on?.activity ?? [];
    return Array.isArray(types) || typeof types === 'string' ? types : [];
  });
  return [...new Set(named)];
}
