// From Rust to the npm package: cargo, wasm-bindgen, wasm-opt, then pkg/.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, glue, pkg, pkgConfig, target, wasmTarget } from './paths.mjs';
import { Failure, cargo, crateManifest, tool } from './shell.mjs';
import { sizeGate } from './size.mjs';

// What rustc's default wasm target emits (`rustc --print cfg --target wasm32-unknown-unknown`) and every browser
// in use accepts. `--all-features` would let wasm-opt emit what browsers refuse.
const wasmFeatures = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'];

export async function build() {
  await cargo(['build', '--release', '--target', wasmTarget, '--lib']);
  const bound = target('bindgen');
  rmSync(bound, { recursive: true, force: true });
  await cargo(['run', '--quiet', '-p', 'earnest-bindgen', '--', target(wasmTarget, 'release', 'earnest.wasm'), bound]);
  await optimise(join(bound, 'earnest_bg.wasm'));
  assemble(bound);
  sizeGate();
}

/** In place. -O3: for a typed core it comes out smaller than -Oz, and faster. */
async function optimise(wasm) {
  await tool('binaryen/bin/wasm-opt', [
    wasm,
    '-o',
    wasm,
    '-O3',
    ...wasmFeatures.map((feature) => `--enable-${feature}`),
    '--strip-debug',
    '--strip-producers',
    '--strip-target-features',
  ]);
}

/** Puts the package together beside pkg/ and swaps it in, so that nobody ever reads half a package. */
function assemble(bound) {
  const next = target('pkg-next');
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  for (const name of ['earnest.js', 'earnest.d.ts', 'earnest_bg.wasm', 'earnest_bg.wasm.d.ts']) {
    cpSync(join(bound, name), join(next, name));
  }
  if (existsSync(glue)) cpSync(glue, next, { recursive: true });
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE', 'CHANGELOG.md', 'README.md']) {
    // The package may have a README of its own; the repository's is for those who build it.
    const own = join(pkgConfig, name);
    const source = existsSync(own) ? own : at(name);
    if (existsSync(source)) cpSync(source, join(next, name));
  }
  writeFileSync(join(next, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  for (const file of ['index.browser.js', 'index.node.js', 'index.d.ts', 'README.md']) {
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

function manifest() {
  const { version, description } = crateManifest();
  return { ...JSON.parse(readFileSync(join(pkgConfig, 'package.template.json'), 'utf8')), version, description };
}
