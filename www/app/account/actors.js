// Who is acting: the company, one of its people, or the operator of the program.

/** @returns {{ id: string, name: string, kind: 'company' | 'person' | 'operator', holder: string, participant?: string, team?: string }[]} */
export function actorsOf(people) {
  return [
    { id: 'company', name: 'The company', kind: 'company', holder: '' },
    ...people.map(({ id, name, role, team }) => ({
      id,
      name: `${name}, ${role.replaceAll('-', ' ')}, team ${team}`,
      short: name,
      kind: 'person',
      holder: `person:${id}`,
      participant: id,
      team,
    })),
    { id: 'operator', name: 'The operator of the program', kind: 'operator', holder: '' },
  ];
}

/** Whose books somebody sees: one's own, then those of one's team. */
export const holdersOf = ({ kind, holder, team }) => (kind === 'person' ? [holder, ...(team ? [`pool:${team}`] : [])] : [holder]);
