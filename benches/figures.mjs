// The races, and the figures that come out of them.
import { cpus } from 'node:os';
import { sizes } from '../pkg-config/tasks/size.mjs';
import { agree } from './check.mjs';
import { coldStarts } from './cold.mjs';
import * as books from './book/figures.mjs';
import * as earnest from './contestants/earnest.mjs';
import { contestants } from './contestants/index.mjs';
import { race } from './measure.mjs';
import * as whatIf from './what-if.mjs';
import { makeCarts, orderOf, programText } from './workload.mjs';

const SIZES = [10, 200];
const CARTS = 64;
const MORE_RULES = 10_000;

const withOrders = (program, carts) =>
  carts.map((cart) => ({ account: earnest.open(program, cart), order: orderOf(cart) }));
const preview = ({ account, order }) => earnest.read(account.preview({ order }));

/** All contestants and Earnest, ready for carts of one size. */
function field(program, carts) {
  const others = contestants.map(({ input, ...entry }) => ({ ...entry, inputs: carts.map(input) }));
  return [...others, { name: 'earnest', run: preview, inputs: withOrders(program, carts) }];
}

/** The same program with rules for items that nobody buys. */
function grown() {
  const document = JSON.parse(programText);
  for (let i = 0; i < MORE_RULES; i++) {
    document.versions[0].rules.push({ id: `item-${i}`, when: { sku: `ITEM-${i}` }, earn: { points: 1, per: 1 } });
  }
  return JSON.stringify(document);
}

const resident = (program, carts) =>
  carts.map((cart) => ({ cents: cart, resident: earnest.open(program, cart).cart({ order: orderOf(cart) }) }));

async function prepare() {
  const program = await earnest.load();
  const carts = SIZES.map((size) => makeCarts(CARTS, size));
  return { program, carts, fields: carts.map((some) => field(program, some)) };
}

async function allAgree({ program, carts, fields }) {
  for (const entries of fields) {
    await agree(
      entries.map((entry) =>
        entry.name === 'earnest' ? { ...entry, run: (input) => earnest.translated(entry.run(input)) } : entry,
      ),
    );
  }
  for (const question of whatIf.QUESTIONS) {
    whatIf.agree(question, program.scenario(question.scenario), carts.flatMap((some) => resident(program, some)));
  }
}

/** Throws unless everybody gives the same results. */
export async function check() {
  await allAgree(await prepare());
  await books.check();
}

/** What-ifs of resident carts against previews in hand-written JavaScript. */
async function whatIfs(program, carts) {
  const inside = resident(program, carts);
  const entries = whatIf.QUESTIONS.map(({ name, scenario }) => {
    const asked = program.scenario(scenario);
    return { name, run: (cart) => whatIf.read(cart.resident.whatIf(asked)), inputs: inside };
  });
  const [hand] = contestants;
  return race([{ name: 'hand', run: hand.run, inputs: carts }, ...entries]);
}

async function growth(program, [small]) {
  const larger = await earnest.load(grown());
  return race([
    { name: 'program', run: preview, inputs: withOrders(program, small) },
    { name: 'grown', run: preview, inputs: withOrders(larger, small) },
  ]);
}

/** Every figure, and what it was made of. */
export async function measure() {
  const ready = await prepare();
  await allAgree(ready);
  const { program, carts, fields } = ready;
  const [preview10, preview200] = [await race(fields[0]), await race(fields[1])];
  const [whatIf10, whatIf200] = [await whatIfs(program, carts[0]), await whatIfs(program, carts[1])];
  const ruleGrowth = await growth(program, carts);
  const cold = coldStarts();
  const { detail: book, ...bookFigures } = await books.measure();

  const previews = [preview10, preview200];
  const worst = (ratios) => Math.max(...ratios);
  const to = (name) => worst(previews.map((one) => one.earnest.ratio / one[name].ratio));
  return {
    preview10: preview10.earnest.ratio,
    preview200: preview200.earnest.ratio,
    vs_data_driven: to('data-driven'),
    what_if: worst([whatIf10, whatIf200].flatMap(({ add, remove }) => [add.ratio, remove.ratio])),
    vs_big: to('big.js'),
    rule_growth: ruleGrowth.grown.ratio,
    gzip_bytes: sizes().total.gzip,
    ...bookFigures,
    cold_ms: cold.median,
    detail: {
      races: { preview10, preview200, whatIf10, whatIf200, ruleGrowth },
      book,
      cold: cold.starts,
      sizes: sizes(),
      machine: { node: process.version, cpu: cpus()[0].model.trim(), platform: `${process.platform} ${process.arch}` },
    },
  };
}
