// The native engine as the comparison sees it: a process that reads histories and writes what posting them gives.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const binary = process.env.EARNEST_NATIVE ?? `${process.env.CARGO_TARGET_DIR ?? `${root}target`}/release/examples/native`;

/** Runs histories, in turn: gives the results as the text that was written. Null where nothing is built. */
export function native() {
  if (!existsSync(binary)) return null;
  const child = spawn(binary, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const waiting = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift().resolve(line));
  child.on('exit', (code) => waiting.forEach(({ reject }) => reject(new Error(`the native engine stopped with ${code}`))));
  return {
    run: (history) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(history)}\n`);
      }),
    end: () => child.stdin.end(),
  };
}
