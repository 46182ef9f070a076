// The compact form: what a storefront loads in place of documents and states. Made where the whole engine is, at build
// time or on a server.
import { ActivityError, ProgramError, StateError } from '../errors.js';
import { accountText, textOf } from '../known.js';
import { call, glue, instance, start } from './tools.js';

const refuse = (told) => (told.code ? new ActivityError(told) : new StateError(told.findings));

/** A program with its what-ifs, as a storefront has them. */
export class Compact {
  #text;
  #whatIf;
  #made = null;
  #generation = -1;
  #bytes = null;

  /** @internal */
  constructor(text, whatIf) {
    this.#text = text;
    this.#whatIf = whatIf;
    this.#compiled();
  }

  /**
   * Compiles a document, text or an object, and changes to it by name: `{ whatIf: { push: { add: [rule] } } }`.
   * @throws {ProgramError} with everything that is wrong
   */
  static async load(document, { whatIf = {} } = {}) {
    await start();
    return new Compact(textOf(document), Object.entries(whatIf).map(([name, changes]) => [name, textOf(changes)]));
  }

  #compiled() {
    if (this.#made === null || this.#generation !== instance()) {
      this.#made = call(
        () => {
          const program = glue.WasmProgram.load(this.#text);
          const scenarios = this.#whatIf.map(([, changes]) => program.scenario(changes));
          const made = glue.WasmCompact.of(program, this.#whatIf.map(([name]) => name), scenarios);
          program.free();
          return made;
        },
        ({ findings }) => new ProgramError(findings),
      );
      this.#generation = instance();
    }
    return this.#made;
  }

  /** What a storefront loads: the same bytes for everybody, for as long as the document and the what-ifs stay. */
  get program() {
    this.#bytes ??= this.#compiled().bytes();
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
    return call(() => this.#compiled().account(text, textOf(shared), at, invoiced, participant), refuse);
  }

  /** Gives the engine's memory back; the next call takes some again. */
  free() {
    if (this.#made && this.#generation === instance()) this.#made.free();
    this.#made = null;
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}
