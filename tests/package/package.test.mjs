// The tarball itself: what is in it, and what two independent checkers say about its manifest.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { pack, project, repo, temporary, tool } from './project.mjs';

test('holds the three engines, their entries, types, licences, a README with what it points to, and nothing else', (t) => {
  const { files, name } = pack(temporary(t));
  assert.equal(name, 'earnest');
  assert.deepEqual(files.filter((file) => file.endsWith('.wasm')).sort(), ['earnest_bg.wasm', 'storefront_bg.wasm', 'tools/checks_bg.wasm']);
  for (const file of ['index.browser.js', 'index.node.js', 'index.d.ts', 'types.d.ts', 'terms.js', 'terms.d.ts', 'LICENSE-MIT', 'LICENSE-APACHE', 'README.md']) {
    assert.ok(files.includes(file), `${file} is missing`);
  }
  const text = /^(package\.json|README\.md|CHANGELOG\.md|DESIGN\.md|docs\/\w+\.md|examples\/[\w.]+|LICENSE-(MIT|APACHE|THIRD-PARTY))$/;
  const odd = files.filter((file) => !/^(tools\/(simulate\/)?)?\w[\w.]*\.(js|d\.ts|wasm)$/.test(file) && !text.test(file));
  assert.deepEqual(odd, []);
  const readme = readFileSync(join(repo, 'pkg', 'README.md'), 'utf8');
  for (const [, link] of readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
    assert.ok(files.some((file) => file === link || file.startsWith(link)), `the README points to ${link}`);
  }
});

test('depends on nothing and puts types first in each condition', () => {
  const manifest = JSON.parse(readFileSync(join(repo, 'pkg', 'package.json'), 'utf8'));
  assert.equal(manifest.dependencies, undefined);
  assert.match(manifest.version, /^\d+\.\d+\.\d+/);
  const check = (conditions) => {
    if (typeof conditions !== 'object') return;
    assert.equal(Object.keys(conditions)[0], 'types');
    Object.values(conditions).forEach(check);
  };
  check(manifest.exports['.']);
  check(manifest.exports['./review']);
  check(manifest.exports['./books']);
  check(manifest.exports['./compact']);
  check(manifest.exports['./simulate']);
  check(manifest.exports['./storefront']);
});

test('publint finds nothing, however strict', () => {
  tool('publint/src/cli.js', ['pkg', '--strict'], repo);
});

test('the types resolve in every ESM setting', () => {
  tool('@arethetypeswrong/cli/dist/index.js', ['pkg', '--pack', '--profile', 'esm-only', '--exclude-entrypoints', './earnest.wasm', './storefront.wasm'], repo);
});

test('both entries export the names that the types declare', async (t) => {
  const [node, browser] = await Promise.all(['node', 'browser'].map((kind) => import(pathToFileURL(join(repo, 'pkg', `index.${kind}.js`)))));
  const names = Object.keys(node).sort();
  assert.deepEqual(Object.keys(browser).sort(), names);
  const folder = project(t, 'types');
  // A record of just these keys: TypeScript refuses one that lacks a key as well as one with a key too many.
  const record = `{ ${names.map((name) => `${name}: true`).join(', ')} }`;
  writeFileSync(join(folder, 'index.ts'), `import * as earnest from 'earnest';\nexport const names: Record<keyof typeof earnest, true> = ${record};\n`);
  tool('typescript/bin/tsc', ['--project', 'tsconfig.json'], folder);
});

test('TypeScript accepts right uses and refuses wrong ones', (t) => {
  tool('typescript/bin/tsc', ['--project', 'tsconfig.json'], project(t, 'types'));
});
