import { readFileSync } from 'node:fs';
import { exercise } from './exercise.js';

const sample = JSON.parse(readFileSync(new URL('sample.json', import.meta.url), 'utf8'));
console.log(JSON.stringify(await exercise(sample)));
