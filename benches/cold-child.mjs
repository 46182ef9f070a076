// One cold start, timed from inside: bytes and text are in memory, nothing is compiled. Prints milliseconds.
import { readFileSync } from 'node:fs';
import { Program, init } from '#earnest';
import { read } from './contestants/earnest.mjs';
import { accountOf, makeCarts, orderOf, programText } from './workload.mjs';

const bytes = readFileSync(new URL('../pkg/earnest_bg.wasm', import.meta.url));
const [cart] = makeCarts(1, 10);
const [account, order] = [accountOf(cart), orderOf(cart)];

const start = performance.now();
await init(bytes);
const program = await Program.load(programText);
const shown = read(program.account(account).preview({ order }));
const time = performance.now() - start;

if (shown.lines.length !== 10) throw new Error('the first preview is not the cart');
console.log(time);
