// Where in a text the value at a path such as `$.versions[0].rules[2]` stands. The editor's own tree is only there once the
// editor is, so the text is read here: it is a document that the engine has read before.

const space = /[\s]*/y;
const string = /"(?:[^"\\]|\\.)*"/y;
const scalar = /[^\s,\]}]+/y;

/** The steps of a path: names and places. */
export function stepsOf(path) {
  return [...path.matchAll(/\.(\w+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)].map(([, name, place, quoted]) => name ?? (place === undefined ? JSON.parse(quoted) : Number(place)));
}

/** @returns {{ line: number, column: number } | null} of the deepest part of the path that the text has */
export function placeOf(text, path) {
  let at = 0;
  const take = (pattern) => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [''];
    at += found.length;
    return found;
  };

  /** Reads over a value. */
  function skip() {
    take(space);
    if (text[at] === '"') take(string);
    else if (text[at] === '{' || text[at] === '[') items(() => void skip());
    else take(scalar);
  }

  /** Goes through the values of an object or a list; `each` gets the name or place, reads the value, and may stop it. */
  function items(each) {
    const isObject = text[at] === '{';
    at += 1;
    for (let place = 0; at < text.length; place += 1) {
      take(space);
      if (text[at] === '}' || text[at] === ']') break;
      let name = place;
      if (isObject) {
        name = JSON.parse(take(string) || '""');
        take(space);
        at += 1;
      }
      take(space);
      if (each(name)) return;
      take(space);
      if (text[at] === ',') at += 1;
    }
    at += 1;
  }

  take(space);
  for (const step of stepsOf(path)) {
    const start = at;
    let found = null;
    if (text[at] === '{' || text[at] === '[') {
      items((name) => {
        if (name !== step) return skip();
        found = at;
        return true;
      });
    }
    if (found === null) {
      at = start;
      break;
    }
    at = found;
  }
  if (at >= text.length) return null;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: [...before.at(-1)].length + 1 };
}
