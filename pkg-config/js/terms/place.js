// Places in a document: what stands there, its path as findings write it, and whether anybody has looked at it. What
// nobody has looked at when all is told is told as left out: nothing is passed over in silence.

const isObject = (value) => typeof value === 'object' && value !== null;
const plain = /^\w+$/;

/** Fields that are no terms: names for machines, and what the operator keeps to itself. */
const NO_TERMS = new Set(['id', 'note', 'message', 'unitCost', 'checks', 'funding', 'marginFloor']);

export class Place {
  constructor(value, path = '$') {
    this.value = value;
    this.path = path;
    this.children = new Map();
  }

  /** The place of a field or an item; none where nothing stands there. */
  at(key) {
    const value = isObject(this.value) ? this.value[key] : undefined;
    if (value === undefined || value === null) return undefined;
    const name = String(key);
    if (!this.children.has(name)) {
      const step = Array.isArray(this.value) ? `[${key}]` : plain.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
      this.children.set(name, new Place(value, this.path + step));
    }
    return this.children.get(name);
  }
  /** What stands in a field, all of it taken as looked at. */
  get(key) {
    const place = this.at(key);
    if (place) place.all = true;
    return place?.value;
  }
  /** The items of a list in a field. */
  items(key) {
    const list = this.at(key);
    return list ? list.value.map((_, index) => list.at(index)).filter(Boolean) : [];
  }
  /** The values of a table in a field, by name. */
  entries(key) {
    const table = this.at(key);
    return table ? Object.keys(table.value).map((name) => [name, table.at(name)]).filter(([, place]) => place) : [];
  }

  /** Takes all of it as looked at: it is nothing for who reads this. */
  hide() {
    this.all = true;
  }

  /** The paths of what nobody has looked at. */
  unseen() {
    if (this.all || !isObject(this.value)) return [];
    return Object.keys(this.value).flatMap((key) => {
      const value = this.value[key];
      if (value === null || (!Array.isArray(this.value) && NO_TERMS.has(key))) return [];
      const child = this.children.get(key);
      if (child) return child.unseen();
      const { path } = new Place(this.value, this.path).at(key);
      return [path];
    });
  }
}

/** An object read over another one, as terms change a rule: its own fields first, without those that it makes null. */
export class Over {
  constructor(own, under) {
    this.own = own;
    this.under = under;
    this.path = own.path;
    const fields = Object.entries({ ...under.value, ...own.value });
    this.value = Object.fromEntries(fields.filter(([, value]) => value !== null));
  }
  #of(key) {
    return Object.hasOwn(this.own.value, key) ? this.own : this.under;
  }
  at(key) {
    return this.#of(key).at(key);
  }
  get(key) {
    return this.#of(key).get(key);
  }
  items(key) {
    return this.#of(key).items(key);
  }
  entries(key) {
    return this.#of(key).entries(key);
  }
}

/** A place with the field of another one where it has none of its own. */
export const borrowing = (place, field, from, theirs = field) => ({
  path: place.path,
  value: place.value,
  get: (key) => place.get(key),
  items: (key) => place.items(key),
  entries: (key) => place.entries(key),
  at: (key) => (key === field ? from.at(theirs) : place.at(key)),
});
