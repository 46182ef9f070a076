// One simulation in a process of its own, its columns in pieces: how long it takes, and how much memory over what they take.
import * as earnest from './earnest.mjs';
import { makeBook, piecesOf } from './workload.mjs';

const orders = Number(process.argv[2]);
const [pieces, bytesOf] = piecesOf(makeBook(orders));
globalThis.gc?.();
const start = performance.now();
await earnest.simulate(pieces, 0);
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, memory: (process.resourceUsage().maxRSS * 1024) / bytesOf() }));
