// What the package throws. Each has a stable `code`, and `data` to show or log.

/** Every error of the package. */
export class EarnestError extends Error {
  constructor(message, code, data) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.data = data;
  }
}

const told = (findings) =>
  findings.map(({ line, column, path, code, message, help }) => `${line}:${column} ${path} [${code}] ${message}; ${help}`).join('\n');

class WithFindings extends EarnestError {
  constructor(what, code, findings) {
    super(`${what}:\n${told(findings)}`, code, { findings });
    this.findings = findings;
  }
}

/** A document, or changes to one, that the engine refuses. `findings` tells all that is wrong, each with its place. */
export class ProgramError extends WithFindings {
  constructor(findings) {
    super('the program is refused', 'program', findings);
  }
}

/** A stored state that the engine cannot read. */
export class StateError extends WithFindings {
  constructor(findings) {
    super('the state is refused', 'state', findings);
  }
}

class Refused extends EarnestError {
  constructor(what, unread, { findings, code, message, help }) {
    super(findings ? `${what}:\n${told(findings)}` : message ? `${message}; ${help}` : `${what} [${code}]`, code ?? unread, {
      findings,
      help,
    });
    this.findings = findings ?? [];
    this.help = help;
  }
}

/** An event that the engine refuses: `code` says why (`backdated`, `duplicate`, `history-needed`, `event`, ...). */
export class ActivityError extends Refused {
  constructor(refusal) {
    super('the event is refused', 'event', refusal);
  }
}

/** Entries, or how they are to be summed up, that the engine refuses: `code` says why (`unknown-name`, `entries`, ...). */
export class BooksError extends Refused {
  constructor(refusal) {
    super('the entries are refused', 'entries', refusal);
  }
}

/** Columns, options or assumptions of a simulation that are refused: `code` says why (`missing-field`, `overflow`, ...). */
export class SimulationError extends Refused {
  constructor(refusal) {
    super('the simulation is refused', 'simulation', refusal);
  }
}

/** The engine stopped (out of memory, or a fault of its own) and was started again. Nothing was booked. */
export class EngineError extends EarnestError {
  constructor(cause) {
    super('the engine stopped and was started again; try once more', 'engine', { cause: String(cause) });
    this.cause = cause;
  }
}

/** A handle that was freed, or an account that was posted on. */
export class HandleError extends EarnestError {
  constructor(message) {
    super(message, 'handle');
  }
}

const UNREADABLE = {
  damaged: "these are not the bytes that 'earnest/compact' made",
  'other-version': 'another version of the package made these bytes; make them anew with this one',
  'other-program': 'the account was read by another program, or with other what-ifs; read it anew',
};

/** Bytes that the storefront cannot read: `code` says why (`damaged`, `other-version`, `other-program`). */
export class CompactError extends EarnestError {
  constructor(code) {
    super(UNREADABLE[code], code);
  }
}

/** Something that the storefront entry does without: import 'earnest' for it. */
export class EntryError extends EarnestError {
  constructor(what) {
    super(`'earnest/storefront' has no ${what}: import 'earnest' for it`, 'entry', { what });
  }
}
