// What leaves the page: the closing as it is, and its parts as rows.
import { csv } from '../csv.js';
import { download } from '../program/files.js';

const asCsv = 'text/csv;charset=utf-8';

const noteRows = ({ notes }) =>
  notes.flatMap(({ account, holder, kind, lines }) => lines.map((line) => ({ account, holder, kind, ...line, entries: line.entries.join(' ') })));

/** What can be taken along: a name, how much it is, and what makes it. */
export function exportsOf({ closing, claims, coalition, statement, document, period }) {
  const file = (part, ending) => `${document.id}-${period.from}-${part}.${ending}`;
  const rows = (id, name, columns, list) => ({ id, name, count: list.length, save: () => download(file(id, 'csv'), csv(columns, list), asCsv) });
  return [
    rows('credit-notes', 'Credit notes', ['account', 'holder', 'kind', 'rule', 'unit', 'period', 'amount', 'disputed', 'corrects', 'entries'], noteRows(closing)),
    rows('journal', 'Journal', ['day', 'debit', 'credit', 'amount', 'account', 'entry', 'rule'], closing.journal),
    rows('claims', 'Claims on funders', ['by', 'rule', 'unit', 'amount', 'share', 'owes'], claims.claims),
    rows('partners', 'Partners', ['partner', 'unit', 'given', 'taken', 'owes', 'owed', 'balance'], coalition.partners),
    rows('entries', 'Entries', ['id', 'at', 'kind', 'account', 'holder', 'rule', 'unit', 'amount', 'status', 'period', 'level', 'order', 'participant', 'reason', 'approver', 'corrects'], statement.entries),
    { id: 'closing', name: 'Everything', count: 1, json: true, save: () => download(file('closing', 'json'), `${JSON.stringify({ ...closing, claims, coalition, statement }, null, 2)}\n`) },
  ].filter(({ count }) => count > 0);
}
