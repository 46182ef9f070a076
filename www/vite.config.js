// The demo page: bundled by `vite build www`, served as plain files.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { manifest } from './manifest.js';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

// Libraries that read files of types that few have.
const FILES = /node_modules\/(hyparquet|apache-arrow|hysnappy|fzstd)/;

export default defineConfig({
  root: at('.'),
  base: './',
  resolve: {
    // The package exactly as it is published, built by `npm run build`.
    alias: [
      { find: /^earnest\/books$/, replacement: at('../pkg/tools/books.browser.js') },
      { find: /^earnest\/simulate$/, replacement: at('../pkg/tools/simulate.browser.js') },
      { find: /^earnest\/review$/, replacement: at('../pkg/tools/review.browser.js') },
      { find: /^earnest$/, replacement: at('../pkg/index.browser.js') },
    ],
  },
  plugins: [
    VitePWA({
      // A new version waits until whoever is here takes it: nobody's order vanishes under their hands.
      registerType: 'prompt',
      injectRegister: null,
      manifest,
      workbox: {
        // The order book is left out: it is big, few ask for it, and who does has it kept (app/simulate/shipped.js).
        globPatterns: ['**/*.{html,js,css,wasm,json,svg,png}'],
        // What reads Parquet and Arrow comes with the first such file, and is kept from then on.
        globIgnores: ['**/files/**'],
        runtimeCaching: [{ urlPattern: /\/assets\/files\//, handler: 'CacheFirst', options: { cacheName: 'files' } }],
        // Names of the bundle hold a hash of what is in them.
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 6_000_000,
        cleanupOutdatedCaches: true,
        sourcemap: false,
      },
    }),
  ],
  // Workers load parts of the bundle, so they are modules too.
  worker: { format: 'es', rolldownOptions: { output: { chunkFileNames: ({ moduleIds }) => (moduleIds.some((id) => FILES.test(id)) ? 'assets/files/[name]-[hash].js' : 'assets/[name]-[hash].js') } } },
  server: { fs: { allow: [at('..')] } },
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the page allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
});
