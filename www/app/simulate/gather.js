// Columns that grow: texts by their place among the different ones, numbers as they are.

class Grown {
  constructor(List) {
    this.list = new List(1 << 12);
    this.length = 0;
  }

  push(value) {
    if (this.length === this.list.length) {
      const wider = new this.list.constructor(this.length * 2);
      wider.set(this.list);
      this.list = wider;
    }
    this.list[this.length] = value;
    this.length += 1;
  }

  done() {
    return this.list.slice(0, this.length);
  }
}

export function texts() {
  const places = new Map([['', 0]]);
  const codes = new Grown(Uint32Array);
  return {
    places,
    codes,
    push(text) {
      let place = places.get(text);
      if (place === undefined) places.set(text, (place = places.size));
      codes.push(place);
    },
    done: () => ({ names: [...places.keys()], codes: codes.done() }),
  };
}

export const numbers = () => new Grown(Float64Array);
export const counts = () => new Grown(Uint32Array);
