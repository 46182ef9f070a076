// Whatever the engine throws, as a list of problems a person can act on.

/**
 * @param {unknown} error
 * @returns {{ code: string, message: string, help: string, path: string, line?: number, column?: number, severity: string }[]}
 */
export function problemsOf(error) {
  const found = Array.isArray(error?.findings) && error.findings.length > 0 ? error.findings : [error];
  return found.map((problem) => ({
    severity: problem?.severity ?? 'error',
    code: problem?.code ?? error?.name ?? 'error',
    message: plain(problem?.message ?? String(problem), problem?.help),
    help: problem?.help ?? '',
    path: problem?.path ?? '',
    line: problem?.line,
    column: problem?.column,
  }));
}

/** An error's message may end with the help that is shown beside it. */
const plain = (message, help) => (help && message.endsWith(`; ${help}`) ? message.slice(0, -help.length - 2) : message);

/** The place of the order's line that a path names, or null. */
export function lineOf(path) {
  const match = /lines\[(\d+)\]/.exec(path);
  return match ? Number(match[1]) : null;
}
