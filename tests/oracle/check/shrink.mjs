// A smaller case with a difference: parts are left out for as long as one stays.

/** Smaller versions of a case: fewer events, fewer rules, fewer lines, fewer fields. */
function* smaller({ document, accounts, events }) {
  for (let index = events.length - 1; index >= 0; index -= 1) yield { document, accounts, events: events.filter((_, other) => other !== index) };
  const without = function* (path, list) {
    for (let index = list.length - 1; index >= 0; index -= 1) {
      const copy = structuredClone(document);
      path(copy).splice(index, 1);
      yield { document: copy, accounts, events };
    }
  };
  if (document.versions.length > 1) yield* without((copy) => copy.versions, document.versions);
  for (const [place, version] of document.versions.entries()) {
    for (const key of ['rules', 'promotions', 'tiers']) if (version[key]) yield* without((copy) => copy.versions[place][key], version[key]);
  }
  for (const [place, version] of document.versions.entries()) {
    const lists = ['rules', 'promotions', 'tiers'].flatMap((key) => (version[key] ?? []).map((_, index) => [key, index]));
    for (const [key, index] of lists) {
      for (const path of fields(version[key][index]).filter((path) => !['on', 'activity', 'type'].includes(path.at(-1)))) {
        const copy = structuredClone(document);
        remove(copy.versions[place][key][index], path);
        yield { document: copy, accounts, events };
      }
    }
    for (const key of ['eligible', 'returns', 'groups', 'budgets']) if (version[key]) {
      const copy = structuredClone(document);
      delete copy.versions[place][key];
      yield { document: copy, accounts, events };
    }
  }
  for (const key of ['points', 'yearStarts']) if (document[key]) {
    const copy = structuredClone(document);
    delete copy[key];
    yield { document: copy, accounts, events };
  }
  for (const [index, { event }] of events.entries()) {
    const [kind] = Object.keys(event);
    const replaced = (change) => {
      const copy = structuredClone(events);
      change(copy[index].event[kind]);
      return { document, accounts, events: copy };
    };
    if (event.order) for (let line = event.order.lines.length - 1; line >= 0 && event.order.lines.length > 1; line -= 1) yield replaced((order) => order.lines.splice(line, 1));
    for (const path of fields(event[kind]).filter(([first]) => !['id', 'at', 'type', 'order', 'level', 'until', 'day', 'plan'].includes(first))) yield replaced((what) => remove(what, path));
  }
  for (const [index, account] of accounts.entries()) {
    for (const path of fields(account).filter(([first]) => first !== 'account')) {
      const copy = structuredClone(accounts);
      remove(copy[index], path);
      yield { document, accounts: copy, events };
    }
  }
}

/** The paths of everything in an object that may be left out. */
function fields(value, at = []) {
  if (value === null || typeof value !== 'object') return [];
  return Object.keys(value).flatMap((key) => [[...at, key], ...fields(value[key], [...at, key])]);
}

function remove(value, path) {
  const [key, ...rest] = path;
  if (rest.length) remove(value[key], rest);
  else if (Array.isArray(value)) value.splice(Number(key), 1);
  else delete value[key];
}

/** `fails` gives the difference of a case, or null; what it cannot take, it throws at. */
export async function shrunk(one, fails, tries = 3000) {
  const kind = ({ what, engine }) => (what.endsWith('refused') ? `${what} ${engine}`.replace(/[\d[\]]+/g, '') : what.split(' ').slice(0, 2).join(' '));
  let current = one;
  let found = await fails(one);
  let left = tries;
  for (let again = true; again && left > 0;) {
    again = false;
    for (const candidate of smaller(current)) {
      left -= 1;
      if (left <= 0) break;
      const differing = await attempt(candidate, fails);
      if (!differing || kind(differing) !== kind(found) || differing.unmatched !== found.unmatched) continue;
      [current, found, again] = [candidate, differing, true];
      break;
    }
  }
  return { one: current, found };
}

async function attempt(candidate, fails) {
  try {
    return await fails(candidate);
  } catch {
    return null;
  }
}
