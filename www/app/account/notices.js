// What an account may want to be told: notices of the engine, and levels that it reached lately.
import { nameIn, versionOn } from '../engine/terms.js';

const lately = 30;

const daysBefore = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** Levels that were reached in the last days, newest first, as entries tell it. */
function reached(entries, document, date) {
  const from = daysBefore(date, lately);
  const levels = (versionOn(document, date)?.tiers ?? []).flatMap((ladder) => ladder.levels);
  return entries
    .filter(({ kind, level, at }) => kind === 'tier' && level && at.slice(0, 10) >= from)
    .reverse()
    .map((entry) => ({ code: 'tier-reached', what: entry.rule, level: entry.level, by: entry.at.slice(0, 10), entry, message: levels.find(({ id }) => id === entry.level)?.message }));
}

/**
 * @param {{ account: object, at: string, entries: object[] }} now
 * @param {{ document: object, date: string, actor: object, holders: string[] }} context
 */
export function noticesOf({ account, at, entries }, { document, date, actor, holders }) {
  const mine = ({ holder }) => (actor.kind === 'operator' ? true : holders.includes(holder ?? ''));
  // What waits for others comes after what the account can do something about.
  const waits = ({ code }) => Number(code.endsWith('-pending'));
  // A step that brings nothing is none worth telling.
  const worth = ({ gain }) => gain === undefined || gain === null || Number(gain) !== 0;
  try {
    return [...(actor.kind === 'person' ? [] : reached(entries, document, date)), ...account.notices(at).filter((one) => mine(one) && worth(one)).sort((one, other) => waits(one) - waits(other))];
  } catch {
    return [];
  }
}

/** A notice in the words of the engine, with what the program has to say to it. */
export const noticeText = ({ entry, message, ...notice }, texts, language) =>
  entry ? [texts.entry(entry), nameIn(message, language)].filter(Boolean).join('. ') : texts.notice(notice);
