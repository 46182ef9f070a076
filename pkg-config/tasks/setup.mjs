// Brings a fresh clone to where it can build and test; does nothing when everything is there.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { at } from './paths.mjs';
import { findChrome, findDriver } from './browser.mjs';
import { Failure, output, run, which } from './shell.mjs';

const debianPackages = ['chromium', 'chromium-driver'];

export async function setup({ browser = true } = {}) {
  await rust();
  await npm();
  if (browser) await chromium();
}

/** The toolchain, components and targets of rust-toolchain.toml. */
async function rust() {
  if (!which('rustup')) {
    if (!which('cargo')) throw new Failure('Rust is missing: install rustup, then run this again');
    console.log('no rustup here: using the installed cargo as it is');
    return;
  }
  // Without a name this installs what rust-toolchain.toml asks for.
  await run('rustup', ['toolchain', 'install', '--no-self-update']);
}

/** `npm ci`, unless the stamp in node_modules says that this very lock is installed. */
async function npm() {
  const stamp = at('node_modules', '.earnest-lock');
  const hash = createHash('sha256').update(readFileSync(at('package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  // The browser is the system's: no package may fetch one of its own.
  await run('npm', ['ci', '--no-audit', '--no-fund'], { env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' } });
  mkdirSync(at('node_modules'), { recursive: true });
  writeFileSync(stamp, hash);
}

/** A Chromium and its driver from Debian, when there is none. */
async function chromium() {
  if (findChrome() && findDriver()) return;
  const wanted = debianPackages.join(' and ');
  if (!which('apt-get')) {
    throw new Failure('the browser tests need Chrome or Chromium and a matching chromedriver on PATH (or in CHROME and CHROMEDRIVER)');
  }
  const root = process.getuid?.() === 0;
  const sudo = root ? null : which('sudo');
  if (!root && !sudo) throw new Failure(`the browser tests need the packages ${wanted}: install them as root, then run this again`);
  console.log(`installing ${wanted} with apt-get: the browser tests run in them`);
  const apt = (...args) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
    return sudo ? run(sudo, command) : run(command[0], command.slice(1));
  };
  // An image without package lists cannot name a single package; one with old lists may name files that are gone.
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', ...debianPackages);
  if (!findChrome() || !findDriver()) throw new Failure(`apt-get installed ${wanted}, and still there is no chromium or no chromedriver on PATH`);
  console.log(output(findChrome(), ['--version'])?.trim() ?? 'chromium is installed');
}
