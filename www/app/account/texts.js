// One-line texts of the engine's own, in a language: notices and why something goes elsewhere. What writes them is loaded when it is first asked for.

/** @param {object} shop @param {() => void} ready called when texts that were asked for have come */
export function createTexts(shop, ready) {
  const kept = new Map();
  let of = null;
  return (language) => {
    const program = shop.program();
    if (of !== program) kept.clear();
    of = program;
    if (!kept.has(language)) {
      kept.set(language, null);
      const nameOf = (kind, id) => (kind === 'person' ? shop.store.state.people.find((one) => one.id === id)?.name : undefined);
      program.texts({ language, nameOf }).then((texts) => {
        if (of !== program) return;
        kept.set(language, texts);
        ready();
      });
    }
    return kept.get(language);
  };
}
