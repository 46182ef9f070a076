// Fuzzing: `npm run fuzz -- [seconds] [target...]`. Seconds are for all targets together.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { at, target } from './paths.mjs';
import { Failure, cargo, output, run, which } from './shell.mjs';

const targets = ['document', 'state', 'activity', 'posting'];
const nightly = { RUSTUP_TOOLCHAIN: 'nightly' };

export async function fuzz(options = []) {
  const seconds = options[0] === undefined ? 240 : Number(options[0]);
  if (!(seconds > 0)) throw new Failure(`'${options[0]}' is no number of seconds`);
  const chosen = options.length > 1 ? options.slice(1) : targets;
  const unknown = chosen.find((name) => !targets.includes(name));
  if (unknown) throw new Failure(`there is no target '${unknown}'; there are ${targets.join(', ')}`);
  await install();
  const seeds = target('fuzz', 'seeds');
  await cargo(['test', '--quiet', '--test', 'corpus', '--', 'every_case_holds'], { env: { EARNEST_WRITE_SEEDS: seeds } });
  // No sanitizer: there is no unsafe code here, and without one the targets run twice as fast.
  const building = ['fuzz', 'build', '--fuzz-dir', at('tests', 'fuzz'), '--target-dir', target('fuzz'), '--sanitizer', 'none'];
  await run('cargo', building, { env: nightly });
  const rows = [];
  for (const name of chosen) rows.push(await one(name, Math.max(1, Math.round(seconds / chosen.length)), seeds));
  console.log('\ntarget      executions   seconds  of CPU  per second');
  for (const { name, executions, wall, cpu, failed } of rows) {
    const figures = [String(executions).padStart(12), wall.toFixed(0).padStart(9), cpu.toFixed(0).padStart(7)];
    console.log(`${name.padEnd(10)}${figures.join(' ')} ${(executions / Math.max(cpu, 1)).toFixed(0).padStart(11)}${failed ? '  FAILED' : ''}`);
  }
  const failed = rows.filter((row) => row.failed);
  if (failed.length > 0) throw new Failure(failed.map(({ name, found, log }) => `${name}: see ${log}; input: ${found}`).join('\n'));
}

/** A nightly compiler and cargo-fuzz, where they are missing. */
async function install() {
  if (!which('rustup')) throw new Failure('fuzzing needs a nightly compiler, and rustup to install it');
  if (output('rustup', ['run', 'nightly', 'rustc', '--version']) === null) {
    await run('rustup', ['toolchain', 'install', 'nightly', '--profile', 'minimal', '--no-self-update']);
  }
  if (output('cargo', ['fuzz', '--version']) === null) await run('cargo', ['install', 'cargo-fuzz', '--locked']);
}

const host = () => /host: (\S+)/.exec(output('rustc', ['-vV']))?.[1] ?? '';

/** Runs a target for some time on what it has found before and the seeds. */
async function one(name, seconds, seeds) {
  const program = target('fuzz', host(), 'release', name);
  const [corpus, crashes] = [target('fuzz', 'corpus', name), target('fuzz', 'crashes', name)];
  for (const folder of [corpus, crashes]) mkdirSync(folder, { recursive: true });
  const log = target('fuzz', `${name}.log`);
  const before = new Set(readdirSync(crashes));
  console.log(`fuzzing ${name} for ${seconds} s: ${log}`);
  const began = performance.now();
  const out = openSync(log, 'w');
  const options = [
    corpus,
    ...(existsSync(join(seeds, name)) ? [join(seeds, name)] : []),
    `-max_total_time=${seconds}`,
    `-artifact_prefix=${crashes}/`,
    `-dict=${at('tests', 'fuzz', 'json.dict')}`,
    '-max_len=32768',
    '-len_control=0',
    '-timeout=20',
    '-rss_limit_mb=3072',
    '-print_final_stats=1',
  ];
  const { code, cpu } = await watched(program, options, out);
  closeSync(out);
  const told = readFileSync(log, 'utf8');
  const executions = Number(/number_of_executed_units:\s*(\d+)/.exec(told)?.[1] ?? /#(\d+)(?![\s\S]*#\d+\t)/.exec(told)?.[1] ?? 0);
  const found = readdirSync(crashes).find((file) => !before.has(file));
  return { name, executions, wall: (performance.now() - began) / 1000, cpu, failed: code !== 0, log, found: found ? join(crashes, found) : 'none' };
}

/** Runs a program to its end; its exit code and the seconds of CPU it used. */
function watched(program, options, out) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { stdio: ['ignore', out, out] });
    // What it has used can be read only while it runs; Linux alone tells.
    let cpu = 0;
    const timer = setInterval(() => {
      try {
        const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
        cpu = (Number(fields[11]) + Number(fields[12])) / 100;
      } catch {
        // It has just ended, or this is not Linux.
      }
    }, 500);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(timer);
      resolve({ code, cpu });
    });
  });
}
