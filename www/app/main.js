// Starts the page: data and engine first, then the views. Shop and program come first; the others when they are first shown.
import { Program } from 'earnest';
import { loadData } from './data.js';
import { problemsOf } from './engine/problems.js';
import { examples } from './program/examples.js';
import { createProgramModel } from './program/model.js';
import { startProgramView } from './program/view.js';
import { keepForOffline } from './pwa.js';
import { createRulesModel } from './rules/model.js';
import { placeOf } from './rules/place.js';
import { createShop } from './shop/model.js';
import { startShopView } from './shop/view.js';
import { startTabs } from './tabs.js';

const panels = Object.fromEntries(['shop', 'account', 'books', 'rules', 'program'].map((id) => [id, document.getElementById(id)]));

async function start() {
  const load = (document) => Program.load(document);
  const shop = createShop({ data: await loadData() });
  const rules = createRulesModel(() => shop.now()?.account ?? null);
  const run = (loaded, written) => {
    const posted = shop.setProgram(loaded, written);
    rules.run(loaded, written, shop.store.state.date);
    if (!panels.rules.hidden) rules.tell();
    // What was agreed with a customer is told by its account, which is there once its history is posted.
    posted.then(() => !panels.rules.hidden && rules.store.state.reader === 'account' && rules.tell());
    return posted;
  };
  const model = createProgramModel({ examples, load, run });
  const program = startProgramView(model, { panel: panels.program });
  const view = startShopView(shop, { panel: panels.shop, bar: document.getElementById('bar'), programField: () => program.programField('shop-example') });
  const later = lateViews({ shop, rules, program, model, go: (place) => tabs.go(place) });
  model.store.subscribe(() => (view.redraw(), later.redraw()));
  const tabs = startTabs((shown) => {
    if (shown === 'program') program.shown();
    view.redraw();
    later.show(shown);
  });
  await model.check();
  keepForOffline(document.getElementById('notice'));
}

/** The views that come when they are first shown. */
function lateViews({ shop, rules, program, model, go }) {
  const views = {};
  const starts = {
    account: async () => (await import('./account/view.js')).startAccountView(shop, { panel: panels.account, programField: program.programField }),
    books: async () => (await import('./books/view.js')).startBooksView(shop, { panel: panels.books, programField: program.programField }),
    rules: async () =>
      (await import('./rules/view.js')).startRulesView(rules, {
        panel: panels.rules,
        programField: program.programField,
        goTo: async (path) => {
          go('program');
          const place = placeOf(model.store.state.text, path);
          if (place) await program.goTo(place);
        },
      }),
  };
  return {
    async show(id) {
      if (!starts[id]) return;
      views[id] ??= starts[id]();
      (await views[id]).shown();
    },
    redraw: () => Object.values(views).forEach(async (view) => (await view).redraw()),
  };
}

start().catch((error) => {
  const [{ message, help }] = problemsOf(error);
  const text = document.createElement('p');
  text.className = 'boot';
  text.setAttribute('role', 'alert');
  text.textContent = `The page could not start: ${message}. ${help} Loading it again may help.`;
  panels.shop.replaceChildren(text);
});
