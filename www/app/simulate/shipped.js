// The page's own order book: it comes when it is asked for, and is kept for when there is no connection.
import url from '../../../tests/data/order-book.gz?url';

const KEPT = 'order-book';
let shipped = null;

/** @returns {Promise<Blob>} the packed book */
export async function fetchShipped() {
  shipped ??= await kept();
  if (shipped) return shipped;
  const response = await fetch(url).catch(() => {
    throw failure('the order book did not arrive', 'it is kept for use without a connection once it was loaded: try again with one');
  });
  if (!response.ok) throw failure(`the order book did not arrive (${response.status})`, 'try again');
  shipped = await response.blob();
  await keep();
  return shipped;
}

const failure = (message, help) => Object.assign(new Error(message), { code: 'order-book', help });

async function kept() {
  try {
    const found = await (await caches.open(KEPT)).match(url);
    return found ? await found.blob() : null;
  } catch {
    // A browser that keeps nothing asks the server.
    return null;
  }
}

async function keep() {
  try {
    // An earlier version of it goes.
    await caches.delete(KEPT);
    await (await caches.open(KEPT)).put(url, new Response(shipped));
  } catch {
    // Then the next visit needs a connection for it.
  }
}
