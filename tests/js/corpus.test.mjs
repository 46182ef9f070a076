// Every case of tests/corpus through the package. With the file that tests/corpus.rs writes (EARNEST_WRITE_RESULTS),
// outcomes are compared with the native ones byte for byte.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { corpus } from '../oracle/published.mjs';
import { Books, EarnestError, Program, ProgramError, review } from './earnest.mjs';
import { differences, included, sums, unlikeSums } from './matching.mjs';

const cases = corpus();
const results = process.env.EARNEST_RESULTS ?? process.env.EARNEST_WRITE_RESULTS;
const native = new Map(
  results && existsSync(results)
    ? readFileSync(results, 'utf8').trimEnd().split('\n').map((line) => line.split('\t')).map(([id, index, json]) => [`${id} ${index}`, json])
    : [],
);

for (const one of cases) {
  test(`${one.file} ${one.id}`, async () => {
    const wrong = one.findings ? await refusal(one) : await run(one);
    assert.deepEqual(wrong, [], `${one.id} (${one.source})`);
  });
}

async function refusal({ text, program, findings }) {
  try {
    await Program.load(text ?? program);
    return ['/findings: the document was taken'];
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    return unlikeFindings(findings, error.findings);
  }
}

/** Each finding by its code, or by code, path and the amounts its message names; and no error beside. */
function unlikeFindings(expected, found) {
  const left = [...found];
  const missing = expected.filter((wanted) => {
    const at = left.findIndex((finding) => isFinding(wanted, finding));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...missing.map((wanted) => `/findings: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`),
    ...left.filter(({ severity }) => severity === 'error').map((finding) => `/findings: not expected: ${JSON.stringify(finding)}`),
  ];
}

/** Everything that the checks find, and nothing beside. */
const unlikeReview = (expected, found) => [
  ...unlikeFindings(expected, found),
  ...(found.length === expected.length ? [] : [`/review: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`]),
];

function isFinding(wanted, { code, path, message }) {
  if (typeof wanted === 'string') return code === wanted;
  const plain = message.replaceAll(/[,\u2009\u00a0]/g, '');
  return code === wanted.code && (wanted.path ?? path) === path && (wanted.names ?? []).every((amount) => plain.includes(amount));
}

async function run({ id, program: document, account = { account: 'acme' }, events, review: expected, books = [] }) {
  const program = await Program.load(document);
  const stored = new Map();
  let shared;
  let current = account;
  const kept = [];
  const wrong = expected ? unlikeReview(expected, await review(document)) : [];
  for (const [index, { account: other, event, expect }] of events.entries()) {
    current = other ?? current;
    const before = program.account(stored.get(current.account) ?? current, { shared });
    const { posted, found } = step(before, event, expect);
    if (posted) {
      stored.set(current.account, posted.state);
      shared = posted.shared;
      kept.push(...JSON.parse(JSON.stringify(posted.entries)));
      const line = native.get(`${id} ${index}`);
      const told = JSON.stringify(ordered(posted.outcome.toJSON()));
      if (native.size > 0 && line !== told) found.push(`: the package says ${told}, natively it was ${line}`);
    }
    wrong.push(...found.map((what) => `/events/${index}${what}`));
  }
  if (books.length > 0) {
    const office = await Books.load(document);
    const account = program.account(stored.get(current.account) ?? current, { shared });
    for (const [index, item] of books.entries()) {
      const found = differences(item.expect, made(office, account, kept, item), '/expect');
      wrong.push(...found.map((what) => `/books/${index}${what}`));
    }
    office.free();
  }
  program.free();
  return wrong;
}

/** What is made of all entries of a case, or why not. */
function made(office, account, entries, { at, ...item }) {
  try {
    for (const what of ['coalition', 'claims', 'close', 'statement']) {
      if (item[what]) return office[what](entries, item[what]);
    }
    return item.notices ? account.notices(at, item.notices) : account.accrued(at);
  } catch (error) {
    if (!(error instanceof EarnestError)) throw error;
    return { error: error.code };
  }
}

/** Net prices as the case expects them, or why there are none. */
function unlikePrices(expected, preview) {
  try {
    return differences(expected, preview.netPrices(), '/expect/netPrices');
  } catch (error) {
    if (!(error instanceof EarnestError)) throw error;
    return differences(expected, { error: error.code }, '/expect/netPrices');
  }
}

/** The same value with its fields in order of their names. */
function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])]));
}

/** Previews and posts one event; gives what was booked and what was wrong. */
function step(account, event, expect) {
  const refuses = expect.error ?? expect.refused ?? expect.findings;
  let preview;
  try {
    preview = account.preview(event);
  } catch (error) {
    return { found: unlikeError(error, expect) };
  }
  const told = JSON.parse(JSON.stringify(preview));
  // An order goes as packed numbers once its fields are known; a part that is read out is what the text says.
  const again = account.preview(event);
  const found = [...unlikeParts(preview, told), ...unlikeParts(again, told)];
  if (refuses !== undefined) found.push(`: taken, expected ${JSON.stringify(refuses)}`);
  if (expect.hintsInclude) found.push(...included(expect.hintsInclude, preview.hints(), '/expect/hintsInclude'));
  if (expect.unpaid) found.push(...differences(expect.unpaid, preview.unpaid(), '/expect/unpaid'));
  if (expect.unpaidInclude) found.push(...included(expect.unpaidInclude, preview.unpaid(), '/expect/unpaidInclude'));
  if (expect.netPrices) found.push(...unlikePrices(expect.netPrices, preview));
  const posted = account.post(event);
  assert.deepEqual(JSON.parse(JSON.stringify(posted.outcome)), told, 'the posting is what the preview showed');
  const { board, planWorth } = expect;
  if (board) {
    const after = { places: posted.account.board(board.id, { at: board.at }), onward: posted.account.closeBoard(board.id, { day: board.at, at: board.at }) };
    found.push(...differences(board.found, after, '/expect/board'));
  }
  if (planWorth) found.push(...differences(planWorth.found, posted.account.planWorth(planWorth.plan, { at: planWorth.at }), '/expect/planWorth'));
  return { posted, found: [...found, ...unlike(expect, told, posted)] };
}

const PARTS = ['points', 'gross', 'discount', 'net', 'money', 'rewards', 'lines', 'steps', 'tiers', 'accruals', 'revision'];

/** The parts of a preview as they are read, against its text. What the text says more of a part is not read. */
const unlikeParts = (preview, told) =>
  PARTS.flatMap((part) => differences(JSON.parse(JSON.stringify(preview[part])), told[part] ?? {}, `/preview/${part}`));


function unlikeError(error, expect) {
  if (!(error instanceof EarnestError)) throw error;
  const findings = error.findings ?? [];
  if (expect.findings) return unlikeFindings(expect.findings, findings);
  const wanted = expect.error ?? expect.refused;
  if (wanted === true || wanted === error.code || findings.some(({ code }) => code === wanted)) return [];
  return [`: refused with ${error.code}, expected ${JSON.stringify(wanted)}: ${error.message}`];
}

/** What the case expects of the outcome, entries and states. */
function unlike(expect, outcome, { entries, state, shared }) {
  const booked = (kind) => sums(entries.filter((entry) => entry.kind === kind), ({ unit }) => unit);
  return [
    ...(expect.outcome ? differences(expect.outcome, outcome, '/expect/outcome') : []),
    ...(expect.entries ? differences(expect.entries, entries, '/expect/entries') : []),
    ...(expect.state ? differences(expect.state, JSON.parse(state), '/expect/state') : []),
    ...(expect.shared ? differences(expect.shared, JSON.parse(shared), '/expect/shared') : []),
    ...Object.entries(expect.accruals ?? {}).flatMap(([rule, amounts]) =>
      differences(amounts, outcome.accruals.find((one) => one.rule === rule)?.accrued ?? null, `/expect/accruals/${rule}`)),
    ...(expect.stepSums ? unlikeSums(expect.stepSums, sums(outcome.steps, ({ rule, kind }) => `${rule} ${kind}`), '/expect/stepSums') : []),
    ...Object.entries(expect.lineSteps ?? {}).flatMap(([rule, amounts]) =>
      differences(amounts, outcome.steps.filter((one) => one.rule === rule).map(({ amount }) => amount), `/expect/lineSteps/${rule}`)),
    ...Object.entries(expect.booked ?? {}).flatMap(([kind, units]) => unlikeSums(units, booked(kind), `/expect/booked/${kind}`)),
  ];
}
