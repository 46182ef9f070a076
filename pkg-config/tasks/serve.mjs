// A static server for the page: the strict policy that a careful host would send, and nothing else.
import { createServer } from 'node:http';

/** `'wasm-unsafe-eval'` allows compiling wasm and no script from strings. */
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves a folder and resolves to the address and a way to stop.
 * Without `strict`, a taken port falls back to a free one. Only this machine can reach it, unless HOST says otherwise.
 */
export async function serve(folder, { port = 4173, strict = false, host = process.env.HOST ?? 'localhost' } = {}) {
  // Imported late: `setup` may have to install it first.
  const { default: sirv } = await import('sirv');
  const files = sirv(folder, {
    dev: true, // reads the disk on each request, so that a rebuild shows on reload
    etag: true,
    setHeaders(response) {
      response.setHeader('Content-Security-Policy', policy);
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.setHeader('Referrer-Policy', 'no-referrer');
      response.setHeader('Cache-Control', 'no-cache');
    },
  });
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain', 'Content-Security-Policy': policy });
      response.end('not found\n');
    });
  });
  const listen = (wanted) =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  try {
    await listen(port);
  } catch (error) {
    if (strict || error.code !== 'EADDRINUSE') throw error;
    console.log(`port ${port} is taken`);
    await listen(0);
  }
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://localhost:${server.address().port}/`, stop };
}
