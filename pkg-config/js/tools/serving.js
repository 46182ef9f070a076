// What a worker does: it opens the book that it is sent, then runs what it is asked.
import { open } from './simulation.js';

/** How far a run is, is told ten times a second at most. */
const OFTEN = 100;

const told = ({ code, message, help, findings }) => ({ code, message, help, findings });

/** Gives what hears messages; `send` is how this worker answers. */
export function serve(send) {
  let opening;

  function begin(book) {
    opening = open(book);
    opening.then(({ left }) => send({ left }), (error) => send({ error: told(error) }));
  }

  async function run({ id, shares, ...job }) {
    let last = 0;
    const note = (counts) => {
      const now = performance.now();
      if (now - last < OFTEN && counts[0] < counts[1]) return;
      last = now;
      send({ id, counts });
    };
    try {
      const opened = await opening;
      send({ id, result: await opened.run(job, { note, share: shares && ((tally) => send({ id, tally })) }) });
    } catch (error) {
      send({ id, error: told(error) });
    }
  }

  return ({ book, job }) => (book ? begin(book) : run(job));
}
