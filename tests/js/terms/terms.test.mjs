// The terms say everything: every field of the format changes them, in every language, or stands in a short list with
// the reason why it need not.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { languages, plainTerms, terms } from '../../../pkg-config/js/terms.js';
import { catalogues } from '../../../pkg-config/js/terms/voice.js';
import { corpus } from '../../oracle/published.mjs';
import { changed, everyField, fieldsOf, others } from './schema.mjs';
import { days, samples } from './samples.mjs';

const root = new URL('../../../', import.meta.url);
const examples = Object.fromEntries(
  readdirSync(new URL('examples/', root))
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(new URL(`examples/${name}`, root), 'utf8'))]),
);

/** Fields that need not change the terms, with the reason. */
const SILENT = {
  'Document.earnest': 'the version of the format, read by machines',
  '*.id': 'what names a thing to machines; members read its name',
  '*.note': 'the operator’s own note',
  'Document.checks': 'what the operator asks of its own checks',
  '*.message': 'told with each award, and no term',
  '*.unitCost': 'what a service or reward costs the operator',
  '*.funding': 'who bears an award beside the operator',
  '*.marginFloor': 'what the operator wants to be left with',
  'Band.to': 'only checked against where the next band starts',
};
/** Is it the text of another language? */
const isOther = (field, key, language) => /\.name\.\*$/.test(field) && key !== language;
const isSilent = (field) => field in SILENT || `*.${field.split('.').at(-1)}` in SILENT || /^(Checks|CheckTerms|Funding)\./.test(field);

const operator = { audience: 'operator' };
const told = (document, language, at) => plainTerms(terms(document, { language, at, ...operator }));

for (const language of languages) {
  test(`every field of the samples is told in ${language}`, () => {
    const same = [];
    for (const [name, document] of Object.entries(samples)) {
      const at = days[name];
      const before = told(document, language, at);
      const inForce = document.versions.findIndex((version) => version.from === '2026-01-01');
      for (const one of fieldsOf(document)) {
        const { field, path, value, words } = one;
        if (isSilent(field.replace(/\.\*$/, '')) || (path[0] === 'versions' && path.length > 1 && path[1] !== inForce)) continue;
        if (isOther(field, path.at(-1), language)) continue;
        // The length of membership has no period.
        if (field === 'History.over' && within(document, path.slice(0, -1)).of === 'tenure') continue;
        const place = `${name} ${path.join('.')} (${field})`;
        const instead = others(one);
        const texts = instead.map((other) => {
          const after = terms(changed(document, path, other), { language, at, ...operator });
          // Without a part, other parts may have nothing to say: such a document is refused.
          if (after.untold.length > 0 && other !== undefined) same.push(`${place}: no words for ${other}: ${after.untold}`);
          const text = plainTerms(after);
          return text === before ? null : text;
        });
        // Every other word must be told, and each in its own words. Of numbers, one change must show.
        if (words.includes(value)) {
          if (texts.includes(null)) same.push(`${place}: ${instead.filter((_, i) => texts[i] === null)}`);
          else if (new Set(texts).size < texts.length) same.push(`${place}: ${instead.filter((_, i) => texts.indexOf(texts[i]) !== texts.lastIndexOf(texts[i]))} are told alike`);
        } else if (texts.length > 0 && texts.every((text) => text === null)) same.push(place);
      }
    }
    assert.deepEqual(same, [], 'changed, and told as before');
  });

  test(`nothing of any document is left untold in ${language}`, () => {
    const documents = { ...samples, ...examples };
    for (const { id, program, findings } of corpus()) if (program?.versions && !findings) documents[id] = program;
    const untold = Object.entries(documents).flatMap(([name, document]) => {
      const left = ['operator', 'member'].flatMap((audience) => terms(document, { language, audience }).untold);
      return left.map((path) => `${name} ${path}`);
    });
    assert.deepEqual(untold, []);
  });
}

test('every field of the format stands in a sample', () => {
  const used = new Set(Object.values(samples).flatMap((document) => fieldsOf(document).map(({ field }) => field)));
  assert.deepEqual(everyField().filter((field) => !used.has(field) && !field.startsWith('Checks.')), [], 'add them to samples.mjs, and tell them');
  assert.deepEqual(Object.keys(SILENT).filter((field) => !field.startsWith('*') && !used.has(field)), [], 'no longer fields');
});

test('what has no words is told as left out, and not passed over', () => {
  const document = changed(samples.money, ['versions', 1, 'rules', 0, 'cashback'], { rate: 1 });
  const { untold, sections } = terms(document, { at: days.money });
  assert.deepEqual(untold, ['$.versions[1].rules[0].cashback']);
  assert.match(sections.at(-1).sentences[0].text, /rules\[0\]\.cashback/);
});

test('the catalogues have the same messages, and each is used', () => {
  const [first, ...rest] = Object.values(catalogues).map(({ messages }) => Object.keys(messages).sort());
  for (const keys of rest) assert.deepEqual(keys, first);
  for (const language of languages) {
    const said = new Set();
    for (const [name, document] of Object.entries({ ...samples, ...examples })) {
      const at = days[name];
      terms(document, { language, at, said });
      terms(document, { language, at, said, account: { id: 'POPESCU' } });
      for (const one of fieldsOf(document)) {
        for (const other of others(one)) for (const audience of ['operator', 'member']) terms(changed(document, one.path, other), { language, at, said, audience });
      }
    }
    terms(changed(samples.money, ['versions', 1, 'odd'], 1), { language, at: days.money, said });
    const lines = /^(entry|notice|refused|consent|share|step|holder|in-fund|n\.uses)\b/;
    assert.deepEqual(first.filter((key) => !said.has(key) && !lines.test(key)), [], `never said in ${language}`);
  }
});

const within = (document, path) => path.reduce((value, key) => value[key], document);

/** Spaces that do not break are written by some versions of Intl and not by others. */
const plainSpaces = (text) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

for (const name of Object.keys(examples)) {
  for (const language of languages) {
    // EARNEST_WRITE_TERMS=1 writes them anew; then somebody reads them.
    test(`the terms of ${name} in ${language} are those that were reviewed`, () => {
      const file = new URL(`./golden/${name}.${language}.txt`, import.meta.url);
      const text = plainSpaces(plainTerms(terms(examples[name], { language })));
      if (process.env.EARNEST_WRITE_TERMS) writeFileSync(file, text);
      assert.equal(text, readFileSync(file, 'utf8'));
    });
  }
}

const firstOf = (document, language, options) => terms(document, { language, ...options }).sections.find(({ id }) => id === 'earning').sentences[0].text;
const paying = (points) => changed(examples.simple, ['versions', 0, 'rules'], [{ id: 'r', earn: { points } }]);

test('numbers take their plural form', () => {
  const ro = [1, 2, 19, 20, 101, '1.5', 120, 1000].map((n) => firstOf(paying(n), 'ro'));
  assert.deepEqual(ro, [
    'Primiți 1 punct pentru fiecare comandă.',
    'Primiți 2 puncte pentru fiecare comandă.',
    'Primiți 19 puncte pentru fiecare comandă.',
    'Primiți 20 de puncte pentru fiecare comandă.',
    'Primiți 101 puncte pentru fiecare comandă.',
    'Primiți 1,5 puncte pentru fiecare comandă.',
    'Primiți 120 de puncte pentru fiecare comandă.',
    'Primiți 1.000 de puncte pentru fiecare comandă.',
  ]);
  const en = [1, 2, 101].map((n) => firstOf(paying(n), 'en'));
  assert.deepEqual(en, ['You get 1 point for each order.', 'You get 2 points for each order.', 'You get 101 points for each order.']);
});

test('Romanian is written with commas below, and with all its letters', () => {
  const text = Object.values(catalogues.ro.messages).join(' ');
  assert.doesNotMatch(text, /[\u015e\u015f\u0162\u0163]/, 'cedillas');
  for (const letter of 'ăâîșț') assert.ok(text.includes(letter), letter);
});

test('a region, a day and names of the host are taken', () => {
  assert.equal(terms(samples.points, { language: 'ro-MD' }).title, 'Clubul constructorilor: termenii programului');
  const about = (at) => terms(samples.money, { at }).sections[0].sentences[0].text;
  assert.equal(about('2025-07-01'), 'These terms hold from 1 January 2025 to 31 December 2025; new ones follow then.');
  assert.equal(about(undefined), 'These terms hold from 1 January 2027 on.');
  assert.throws(() => terms(samples.money, { at: '2024-12-31' }), RangeError);
  assert.throws(() => terms(samples.money, { language: 'de' }), /en and ro, not in 'de'/);
  const nameOf = (kind, id) => (kind === 'category' && id === 'lighting' ? 'corpuri de iluminat' : undefined);
  assert.match(plainTerms(terms(examples.contractor, { language: 'ro', nameOf })), /categoria „corpuri de iluminat”/);
});

test('each sentence stands at a place of the document, those of a rule under its id', () => {
  const { sections } = terms(examples.contractor);
  const resolve = (path) => path.slice(1).split(/[.[\]]+/).filter(Boolean).reduce((value, key) => value[key], examples.contractor);
  const all = sections.flatMap(({ sentences }) => sentences);
  for (const { path, items = [] } of all) for (const place of [path, ...items.map((item) => item.path)]) assert.notEqual(resolve(place), undefined, place);
  const spend = all.filter(({ rule }) => rule === 'spend');
  assert.deepEqual(spend.map(({ path, heading }) => [path, heading ?? false]), [
    ['$.versions[0].rules[0].name', true],
    ['$.versions[0].rules[0].earn.points', false],
  ]);
});
