// Every check, in an order that fails early; `npm test -- rust page` runs only the named ones.
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { build } from './build.mjs';
import { findChrome, findDriver } from './browser.mjs';
import { at, target, wasmTarget } from './paths.mjs';
import { setup } from './setup.mjs';
import { Failure, cargo, output, run, tool } from './shell.mjs';
import { buildPage } from './start.mjs';
import { checkTypes } from '../types.mjs';

const features = ['--features', 'schema,zones,cli'];
const deny = ['--', '-D', 'warnings'];

/** Each throws where it fails. */
const steps = {
  setup: ['toolchain, npm packages, browser', () => setup()],
  format: ['cargo fmt', () => run('cargo', ['fmt', '--all', '--check'])],
  lint: ['clippy, natively with and without features, and for wasm', async () => {
    await cargo(['clippy', '--all-targets', ...deny]);
    await cargo(['clippy', '--all-targets', ...features, ...deny]);
    await cargo(['clippy', '--lib', '--target', wasmTarget, ...deny]);
  }],
  rust: ['Rust tests', () =>
    output('cargo', ['nextest', '--version']) === null
      ? cargo(['test', '--lib', '--bins', '--tests', ...features])
      : cargo(['nextest', 'run', '--no-tests', 'pass', ...features])],
  doctests: ['examples in the documentation', () => cargo(['test', '--doc', ...features])],
  types: ['schemas and types are those of the Rust types', checkTypes],
  build: ['the wasm, the package and its size', build],
  'wasm-node': ['wasm tests in Node', () => wasmTests({})],
  'wasm-browser': ['wasm tests in headless Chromium', () =>
    wasmTests({ WASM_BINDGEN_USE_BROWSER: '1', CHROMEDRIVER: findDriver() })],
  js: ['the package from JavaScript', () => nodeTests('tests/js')],
  package: ['the packed tarball in other projects', () => nodeTests('tests/package', { CHROME: findChrome() })],
  page: ['the page in headless Chromium', pageTests],
};

/** The test targets named wasm*: cargo would build every other one for wasm too, for nothing. */
async function wasmTests(env) {
  await cargo(['build', '--quiet', '-p', 'earnest-test-runner']);
  const runner = target('debug', `earnest-test-runner${process.platform === 'win32' ? '.exe' : ''}`);
  await cargo(['test', '--target', wasmTarget, '--test', 'wasm*'], {
    env: { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: runner, WASM_BINDGEN_TEST_TIMEOUT: '120', WASM_BINDGEN_TEST_DRIVER_TIMEOUT: '60', ...env },
  });
}

const testFile = /\.test\.m?js$/;

/** `node --test` takes a folder in some versions and patterns in others; file names work in all. */
function nodeTests(folder, env = {}) {
  const files = readdirSync(at(folder), { recursive: true }).map(String);
  const tests = files.filter((name) => testFile.test(name) && !name.includes('node_modules')).sort();
  if (tests.length === 0) throw new Failure(`no tests in ${folder}`);
  return run(process.execPath, ['--test', ...tests.map((name) => at(folder, name))], { env });
}

async function pageTests() {
  await buildPage();
  const port = String(await freePort());
  await tool('@playwright/test/cli.js', ['test', '--config', 'playwright.config.js'], { env: { PORT: port, CHROME: findChrome() } });
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

export async function test(wanted = []) {
  const unknown = wanted.find((name) => !Object.hasOwn(steps, name));
  if (unknown) throw new Failure(`there is no step '${unknown}'; there are ${Object.keys(steps).join(', ')}`);
  const chosen = Object.entries(steps).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const began = performance.now();
  const summary = [];
  let passed = 0;
  let failure = null;
  for (const [name, [what, step]] of chosen) {
    if (failure) {
      summary.push(['not run', name, '']);
      continue;
    }
    console.log(`\n== ${name}: ${what}`);
    const from = performance.now();
    try {
      await step();
      passed += 1;
      summary.push(['passed', name, seconds(from)]);
    } catch (error) {
      failure = error;
      summary.push(['FAILED', name, seconds(from)]);
    }
  }
  console.log('\n== summary');
  for (const [state, name, note] of summary) console.log(`${state.padEnd(8)} ${name.padEnd(13)} ${note}`);
  if (failure) {
    console.log(`\n${failure instanceof Failure ? failure.message : failure.stack}`);
    process.exitCode = 1;
  }
  console.log(`\nin ${seconds(began)}\n${passed} passed, ${failure ? 1 : 0} failed`);
}
