// Running other programs: output goes straight to the terminal, a failure is an error with the command in it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { at, root } from './paths.mjs';

const windows = process.platform === 'win32';

/** A failure that was already explained; the caller prints the message and no stack. */
export class Failure extends Error {}

/** Runs a command to its end; throws a {@link Failure} unless it exits with 0. */
export function run(command, args = [], { env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit', shell: windows });
    child.on('error', (error) => reject(new Failure(`could not start '${command}': ${error.message}`)));
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Failure(`'${[command, ...args].join(' ')}' ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/** What a command prints, or `null` when it cannot be run or fails. */
export function output(command, args = [], { cwd = root } = {}) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', shell: windows, maxBuffer: 1 << 26 });
  return done.status === 0 ? done.stdout : null;
}

/** The full path of the first of these programs that is on PATH, or `null`. */
export function which(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, windows ? `${name}.exe` : name);
      if (folder && existsSync(path)) return path;
    }
  }
  return null;
}

/** Cargo, always from the lock: a build that silently moves to other versions is not the build that was tested. */
export const cargo = (args, options) => {
  const [verb, ...rest] = args;
  return run('cargo', verb === 'nextest' ? [verb, rest[0], '--locked', ...rest.slice(1)] : [verb, '--locked', ...rest], options);
};

/** A program of `node_modules`, run by this very Node. */
export const tool = (path, args, options) => run(process.execPath, [at('node_modules', path), ...args], options);

let manifest;
/** The root crate as cargo sees it: `version` and `description` among others. */
export function crateManifest() {
  if (!manifest) {
    const told = output('cargo', ['metadata', '--no-deps', '--format-version', '1']);
    if (told === null) throw new Failure('cargo cannot read Cargo.toml: run `cargo metadata` to see why');
    manifest = JSON.parse(told).packages.find((found) => found.name === 'earnest');
  }
  return manifest;
}
