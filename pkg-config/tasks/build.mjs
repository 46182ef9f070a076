// From Rust to the npm package: cargo, wasm-bindgen, wasm-opt, a minifier, then pkg/.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, glue, pkg, pkgConfig, target, wasmTarget } from './paths.mjs';
import { nameByLikeness } from './order.mjs';
import { bundle } from './bundle.mjs';
import { bundleTerms } from './terms.mjs';
import { Failure, cargo, crateManifest, tool } from './shell.mjs';
import { sizeGate } from './size.mjs';

// What rustc's default wasm target emits (`rustc --print cfg --target wasm32-unknown-unknown`) and every browser
// in use accepts. `--all-features` would let wasm-opt emit what browsers refuse.
const wasmFeatures = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'];

export async function build() {
  // The checks come last, so that what is left in the target folder is the full build.
  const storefront = await bind('storefront', ['--no-default-features']);
  const engine = await bind('earnest', ['--no-default-features', '--features', 'full']);
  // A book of a million orders goes through it: here speed counts more than what is downloaded.
  const checks = await bind('checks', [], 'release');
  await assemble(engine, checks, storefront);
  sizeGate();
}

/** The engine built with these features and bound under a name; gives the folder. */
async function bind(name, features, profile = 'small') {
  await cargo(['build', '--profile', profile, '--target', wasmTarget, '--lib', ...features]);
  const bound = target('bindgen', name);
  rmSync(bound, { recursive: true, force: true });
  // What is bound is called as the file is.
  const wasm = target(wasmTarget, profile, `bound-${name}`, `${name}.wasm`);
  mkdirSync(dirname(wasm), { recursive: true });
  cpSync(target(wasmTarget, profile, 'earnest.wasm'), wasm);
  await cargo(['run', '--quiet', '-p', 'earnest-bindgen', '--', wasm, bound]);
  await optimise(join(bound, `${name}_bg.wasm`));
  return bound;
}

/**
 * In place. -O3: after rustc's opt-level "z" it comes out as small as -Oz, and faster. The stack lies first in memory, so
 * that nothing but its far end is below 1024, and offsets can be folded into loads and stores. Functions stay as rustc
 * left them, those with one caller too: many small functions are alike, and pack better than a few large ones.
 */
async function optimise(wasm) {
  const features = wasmFeatures.map((feature) => `--enable-${feature}`);
  const strip = ['--strip-debug', '--strip-producers', '--strip-target-features'];
  const apart = ['one-caller-inline-max-function-size=0', 'always-inline-max-function-size=1', 'flexible-inline-max-function-size=1'];
  await tool('binaryen/bin/wasm-opt', [wasm, '-o', wasm, '-O3', '--low-memory-unused', ...apart.map((n) => `--${n}`), ...features, ...strip]);
  nameByLikeness(wasm);
  await tool('binaryen/bin/wasm-opt', [wasm, '-o', wasm, '--reorder-functions-by-name', ...features, ...strip]);
}

/** Puts the package together beside pkg/ and swaps it in, so that nobody ever reads half a package. */
async function assemble(engine, checks, storefront) {
  const next = target('pkg-next');
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  cpSync(checks, join(next, 'tools'), { recursive: true });
  for (const [bound, name] of [[engine, 'earnest'], [storefront, 'storefront']]) {
    for (const file of [`${name}_bg.wasm`, `${name}_bg.wasm.d.ts`]) cpSync(join(bound, file), join(next, file));
  }
  // The terms, the storefront and the whole engine go in as one file each: see terms.mjs and bundle.mjs.
  const bundled = ['terms', 'storefront'].map((name) => join(glue, name));
  cpSync(glue, next, { recursive: true, filter: (path) => !bundled.includes(path) });
  await bundleTerms(next);
  await bundle(next, {
    entry: 'storefront',
    from: (host) => `storefront/${host}.js`,
    shared: 'storefront.js',
    engine: join(storefront, 'storefront.js'),
    apart: [],
  });
  const apart = ['terms.js', 'errors.js', 'known.js'];
  const main = { entry: 'index', from: (host) => `index.${host}.js`, shared: 'main.js', engine: join(engine, 'earnest.js'), apart };
  for (const name of await bundle(next, main)) rmSync(join(next, name), { force: true });
  for (const folder of ['.', 'tools', 'tools/simulate']) for (const name of scripts(join(next, folder))) await shorten(name);
  // What the README points to goes with it.
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE', 'CHANGELOG.md', 'README.md', 'DESIGN.md', 'docs', 'examples']) {
    // The package may have a README of its own; the repository's is for those who build it.
    const own = join(pkgConfig, name);
    const source = existsSync(own) ? own : at(name);
    if (existsSync(source)) cpSync(source, join(next, name), { recursive: true });
  }
  writeFileSync(join(next, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  const entries = ['index', ...['review', 'books', 'simulate', 'compact'].map((name) => `tools/${name}`)];
  for (const file of [...entries.flatMap((name) => ['browser.js', 'node.js', 'd.ts'].map((end) => `${name}.${end}`)), 'README.md']) {
    if (!existsSync(join(next, file))) throw new Failure(`the package lacks ${file}`);
  }
  rmSync(pkg, { recursive: true, force: true });
  try {
    renameSync(next, pkg);
  } catch (error) {
    // A target folder on another disk.
    if (error.code !== 'EXDEV') throw error;
    cpSync(next, pkg, { recursive: true });
  }
}

const scripts = (folder) => readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => join(folder, name));

/** A script without what only its authors read; classes keep their names, which errors are told by. */
async function shorten(script) {
  const { minify } = await import('vite');
  const { code, errors } = await minify(script, readFileSync(script, 'utf8'), {
    module: true,
    mangle: { toplevel: true, keepNames: { class: true, function: false } },
  });
  if (errors.length > 0) throw new Failure(`${script} cannot be minified: ${errors.map((e) => e.message).join('; ')}`);
  writeFileSync(script, code);
}

function manifest() {
  const { version, description } = crateManifest();
  return { ...JSON.parse(readFileSync(join(pkgConfig, 'package.template.json'), 'utf8')), version, description };
}
