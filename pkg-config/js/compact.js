// The compact form: what a storefront loads in place of documents and states. Made where the whole engine is, at build
// time or on a server.
import { ActivityError, ProgramError, StateError } from './errors.js';
import { accountText, textOf } from './known.js';
import { Held, call, compiled, glue, start } from './tools.js';

const refuse = (told) => (told.code ? new ActivityError(told) : new StateError(told.findings));

/** A program with its what-ifs, as a storefront has them. */
export class Compact {
  #made;
  #bytes = null;

  /** @internal */
  constructor(text, whatIf) {
    const [names, changes] = [whatIf.map(([name]) => name), whatIf.map(([, more]) => more)];
    this.#made = new Held(() => {
      const program = compiled(text).get();
      const made = () => glue.WasmCompact.of(program, names, changes.map((more) => program.scenario(more)));
      return call(made, ({ findings }) => new ProgramError(findings));
    });
    this.#made.get();
  }

  /**
   * Compiles a document, text or an object, and changes to it by name: `{ whatIf: { push: { add: [rule] } } }`.
   * @throws {ProgramError} with everything that is wrong
   */
  static async load(document, { whatIf = {} } = {}) {
    await start();
    return new Compact(textOf(document), Object.entries(whatIf).map(([name, changes]) => [name, textOf(changes)]));
  }

  /** What a storefront loads: the same bytes for everybody, for as long as the document and the what-ifs stay. */
  get program() {
    this.#bytes ??= this.#made.get().bytes();
    return this.#bytes;
  }

  /**
   * An account for orders of the day of `at`: its state, as `program.account` of 'earnest' takes it, with midnights run
   * and pasts read. `invoiced` and `participant` are those of its orders, where they have any.
   * @throws {StateError} where the state cannot be read
   * @throws {ActivityError} where the account can place no order then
   */
  account(state, { at, invoiced, participant, shared = '{}', ...known } = {}) {
    const { attributes, lists, people, links, consent } = known;
    const text = accountText(state, { attributes, lists, people, links, consent });
    return call(() => this.#made.get().account(text, textOf(shared), at, invoiced, participant), refuse);
  }

  /** Gives the engine's memory back; the next call takes some again. */
  free() {
    this.#made.free();
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}
