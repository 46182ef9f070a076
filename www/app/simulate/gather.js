// Columns that grow in pieces: texts by their place among the different ones, numbers as they are. No row is held as an object.

const PIECE = 1 << 16;

class Grown {
  constructor(List) {
    this.List = List;
    this.full = [];
    this.list = new List(PIECE);
    this.at = 0;
  }

  push(value) {
    if (this.at === PIECE) {
      this.full.push(this.list);
      this.list = new this.List(PIECE);
      this.at = 0;
    }
    this.list[this.at] = value;
    this.at += 1;
  }

  get last() {
    return this.list[this.at - 1];
  }

  /** All of it as one; the pieces are let go. */
  done() {
    const { full, list, at } = this;
    const whole = new this.List(full.length * PIECE + at);
    for (let place = 0; full.length > place; place += 1) {
      whole.set(full[place], place * PIECE);
      full[place] = null;
    }
    whole.set(list.subarray(0, at), full.length * PIECE);
    [this.full, this.list, this.at] = [[], new this.List(0), 0];
    return whole;
  }
}

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

/** A text that does not hold on to the longer one that it was cut from. */
export const own = (text) => (text.length < 13 ? text : decoder.decode(encoder.encode(text)));

export function texts() {
  const places = new Map([['', 0]]);
  const codes = new Grown(Uint32Array);
  return {
    places,
    codes,
    push(text) {
      let place = places.get(text);
      if (place === undefined) places.set(own(text), (place = places.size));
      codes.push(place);
    },
    done: () => ({ names: [...places.keys()], codes: codes.done() }),
  };
}

export const numbers = () => new Grown(Float64Array);
export const counts = () => new Grown(Uint32Array);
