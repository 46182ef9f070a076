// Tabs by the ARIA pattern; the view is in the address, so that it can be linked and the back button works.

/** @param {(view: string) => void} onShow called with the id of the view that is shown */
export function startTabs(onShow) {
  const tabs = [...document.querySelectorAll('[role=tab]')];
  const idOf = (tab) => tab.getAttribute('aria-controls');

  function show(view, { focus = false } = {}) {
    for (const tab of tabs) {
      const chosen = idOf(tab) === view;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      document.getElementById(idOf(tab)).hidden = !chosen;
      if (chosen && focus) tab.focus();
    }
    onShow(view);
  }

  // No hash is the first view; what follows a question mark is the view's own; any other hash is a place within the view that is shown.
  const wanted = () => (location.hash === '' ? idOf(tabs[0]) : (tabs.map(idOf).find((view) => `#${view}` === location.hash.split('?')[0]) ?? null));

  function go(tab, options) {
    if (`#${idOf(tab)}` !== location.hash) history.pushState(null, '', `#${idOf(tab)}`);
    show(idOf(tab), options);
    scrollTo(0, 0);
  }

  const keys = { ArrowRight: 1, ArrowLeft: -1 };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => go(tab));
    tab.addEventListener('keydown', (event) => {
      const last = tabs.length - 1;
      let next = null;
      if (event.key in keys) next = (index + keys[event.key] + tabs.length) % tabs.length;
      else if (event.key === 'Home') next = 0;
      else if (event.key === 'End') next = last;
      if (next === null) return;
      event.preventDefault();
      go(tabs[next], { focus: true });
    });
  }
  const follow = () => {
    const view = wanted();
    if (view) show(view);
  };
  addEventListener('hashchange', follow);
  addEventListener('popstate', follow);
  show(wanted() ?? idOf(tabs[0]));
  return { go: (view) => go(tabs.find((tab) => idOf(tab) === view)) };
}
