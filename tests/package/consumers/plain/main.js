// What an import map does for a page without a bundler, by hand: the policy allows no inline script.
import { Program } from './node_modules/earnest/index.browser.js';

const sample = await (await fetch('./sample.json')).json();
const program = await Program.load(sample.document);
const preview = program.account(sample.account).preview({ order: sample.order });
document.getElementById('page').textContent = JSON.stringify({ points: preview.points });
