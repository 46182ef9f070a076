// What a worker does: it takes in the pieces of a book that it is sent, then runs what it is asked.
import { open } from './simulation.js';

/** How far a run is, is told ten times a second at most. */
const OFTEN = 100;

const told = ({ code, message, help, findings }) => ({ code, message, help, findings });

/** Gives what hears messages; `send` is how this worker answers. Each message has an `id`, and so has its answer. */
export function serve(send) {
  let book;

  async function run(id, { shares, ...job }) {
    let last = 0;
    const note = (counts) => {
      const now = performance.now();
      if (now - last < OFTEN && counts[0] < counts[1]) return;
      last = now;
      send({ id, counts });
    };
    return (await book).run(job, { note, share: shares && ((tally) => send({ id, tally })) });
  }

  const answers = {
    kinds: async (kinds) => void (await (book = open(kinds))),
    piece: async (piece) => (await book).add(piece),
    close: async () => (await book).close(),
    job: (job, id) => run(id, job),
  };

  return async ({ id, ...asked }) => {
    const [[what, given]] = Object.entries(asked);
    try {
      send({ id, result: await answers[what](given, id) });
    } catch (error) {
      send({ id, error: told(error) });
    }
  };
}
