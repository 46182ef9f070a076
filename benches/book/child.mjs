// One simulation in a process of its own: how long it takes, and how much memory over what its columns take.
import * as earnest from './earnest.mjs';
import { asColumns, makeBook } from './workload.mjs';

const orders = Number(process.argv[2]);
const columns = asColumns(makeBook(orders));
const bytes = Object.values(columns).reduce((sum, column) => sum + (column.codes ?? column).byteLength, 0);
globalThis.gc?.();
const start = performance.now();
await earnest.simulate(columns, 0);
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, memory: (process.resourceUsage().maxRSS * 1024) / bytes }));
