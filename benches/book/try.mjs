import { makeBook, asObjects, asColumns } from './workload.mjs';
import * as hand from './hand.mjs';
import * as e from './earnest.mjs';
const n=Number(process.argv[2]??100000);
const book=makeBook(n); const c=asColumns(book); const o=asObjects(book);
const h=hand.simulate(o);
for (const w of [0,1,2]) { const a=performance.now(); const r=e.translated(await e.simulate(c,w)); console.log(w,(performance.now()-a).toFixed(0),'ms',JSON.stringify(r)===JSON.stringify(h)?'equal':JSON.stringify([r,h])); }
