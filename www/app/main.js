// Starts the page: data and engine first, then the two views.
import { Program } from 'earnest';
import { loadData } from './data.js';
import { problemsOf } from './engine/problems.js';
import { examples } from './program/examples.js';
import { createProgramModel } from './program/model.js';
import { startProgramView } from './program/view.js';
import { createShop } from './shop/model.js';
import { startShopView } from './shop/view.js';
import { startTabs } from './tabs.js';

const panels = { shop: document.getElementById('shop'), program: document.getElementById('program') };

async function start() {
  const load = (document) => Program.load(document);
  const shop = createShop({ data: await loadData() });
  const model = createProgramModel({ examples, load, run: shop.setProgram });
  const program = startProgramView(model, { panel: panels.program });
  const view = startShopView(shop, { panel: panels.shop, bar: document.getElementById('bar'), programField: program.programField });
  model.store.subscribe(view.redraw);
  startTabs((shown) => {
    if (shown === 'program') program.shown();
    view.redraw();
  });
  await model.check();
}

start().catch((error) => {
  const [{ message, help }] = problemsOf(error);
  const text = document.createElement('p');
  text.className = 'boot';
  text.setAttribute('role', 'alert');
  text.textContent = `The page could not start: ${message}. ${help} Loading it again may help.`;
  panels.shop.replaceChildren(text);
});
