// What a point of each program costs: first what the program says it is worth, then what was typed.
import { figures } from 'earnest/simulate';
import { forEngine, plainCost } from './assumptions.js';

/** Typed costs by the text of their program, so that they hold for its next run. */
export function createCosts() {
  const typed = new Map();
  return {
    typed: (text) => typed.get(text) ?? {},
    type(text, id, value) {
      typed.set(text, { ...typed.get(text), [id]: value });
    },
    /** The fields of a program: one for each currency of points. */
    fields(text, found) {
      const said = Object.entries(found.assumed.pointCost);
      return Object.fromEntries(said.map(([id, cost]) => [id, typed.get(text)?.[id] ?? plainCost(cost)]));
    },
    /** Figures as the simulator told them, or under the costs that were typed. */
    async under(text, { tally, figures: told }, assumptions) {
      const fields = this.fields(text, told);
      const isSaid = Object.entries(told.assumed.pointCost).every(([id, cost]) => plainCost(cost) === fields[id]);
      return isSaid ? told : figures(text, tally, forEngine(assumptions, fields)).catch(() => told);
    },
  };
}
