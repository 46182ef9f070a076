// The one door: `node pkg-config/run.mjs <task>`. Only Node's own modules load before `setup` has run.
import { Failure } from './tasks/shell.mjs';
import { root } from './tasks/paths.mjs';

const tasks = {
  setup: ['installs the toolchain, the npm packages and a browser for the tests', async () => (await import('./tasks/setup.mjs')).setup()],
  start: ['builds everything and serves the page', async () => (await import('./tasks/start.mjs')).start()],
  build: ['builds the npm package in pkg/', async () => {
    await (await import('./tasks/setup.mjs')).setup({ browser: false });
    await (await import('./tasks/build.mjs')).build();
  }],
  types: ['writes the JSON Schemas and the TypeScript types anew', async () => (await import('./types.mjs')).writeTypes()],
  test: ['runs every check', async () => (await import('./tasks/test.mjs')).test(process.argv.slice(3))],
  fuzz: ['fuzzes: seconds, and targets', async () => (await import('./tasks/fuzz.mjs')).fuzz(process.argv.slice(3))],
  oracle: ['compares the engine with the second calculator: pairs, and a seed', async () => (await import('./tasks/oracle.mjs')).oracle(process.argv.slice(3))],
  bench: ['measures; with --page, the page in Chromium', async () => (await import('./tasks/bench.mjs')).bench(process.argv.slice(3))],
  page: ['bundles the page', async () => (await import('./tasks/start.mjs')).buildPage()],
  serve: ['serves the page as it was last built', async () => {
    const { servePage } = await import('./tasks/start.mjs');
    console.log((await servePage({ strict: process.env.PORT !== undefined })).url);
  }],
};

const name = process.argv[2];
const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : null;
if (!task) {
  console.error('usage: node pkg-config/run.mjs <task>\n');
  for (const [known, [what]] of Object.entries(tasks)) console.error(`  ${known.padEnd(6)} ${what}`);
  process.exit(2);
}
process.chdir(root);
try {
  await task[1]();
} catch (error) {
  console.error(error instanceof Failure ? `\n${name}: ${error.message}` : error);
  process.exitCode = 1;
}
