// Claims: activities whose award waits until somebody has approved them.

/**
 * What waits, newest first: `{ id, type, participant, at, attributes, lots, invented }`.
 * @param {object} state the account's state, as an object
 */
export function waitingIn(state, { happened, invented }) {
  const claims = new Map();
  for (const lot of (state.lots ?? []).filter(({ waits }) => waits === 'approved')) {
    const event = happened.get(lot.source)?.activity;
    if (!event) continue;
    const claim = claims.get(event.id) ?? claims.set(event.id, { ...event, lots: [], invented: invented.has(event.id) }).get(event.id);
    claim.lots.push(lot);
  }
  return [...claims.values()].sort((one, other) => (one.at < other.at ? 1 : -1));
}
