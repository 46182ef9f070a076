// Packs pkg/ once and gives each test an empty project that has installed the tarball, as a user would.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
export const repo = fileURLToPath(new URL('../../', import.meta.url));
export const consumers = join(here, 'consumers');

const windows = process.platform === 'win32';
const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell: windows });

/** Runs a program of the repository's node_modules in a folder; a failure carries what it printed. */
export function tool(path, args, cwd) {
  try {
    return execFileSync(process.execPath, [join(repo, 'node_modules', path), ...args], { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error(`${path} ${args.join(' ')}\n${error.stdout}\n${error.stderr}`);
  }
}

/** A folder that is gone when the test is over. */
export function temporary(context) {
  const folder = mkdtempSync(join(tmpdir(), 'earnest-package-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Packs pkg/ into the folder: the path of the tarball and what is in it. */
export function pack(folder) {
  const told = npm(['pack', '--json', '--pack-destination', folder], join(repo, 'pkg'));
  const [packed] = Object.values(JSON.parse(told));
  return { tarball: join(folder, packed.filename), files: packed.files.map((file) => file.path).sort(), name: packed.name };
}

/** A project made of one of the consumers/ folders plus consumers/shared, with the tarball installed. */
export function project(context, consumer) {
  const folder = temporary(context);
  const { tarball } = pack(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  cpSync(join(consumers, 'shared'), folder, { recursive: true });
  cpSync(join(consumers, consumer), folder, { recursive: true });
  // The package has no dependencies, so nothing but the tarball is read.
  npm(['install', '--no-audit', '--no-fund', '--offline', tarball], folder);
  return folder;
}

/** What every environment must come to, from sample.json beside it. */
export const sample = JSON.parse(readFileSync(join(consumers, 'shared', 'sample.json'), 'utf8'));
