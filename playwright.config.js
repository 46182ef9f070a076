// The page in a phone's and in a desk's shape. `npm test` sets PORT to a free one and CHROME to what it found.
import { defineConfig } from '@playwright/test';
import { chromeArgs, findChrome } from './pkg-config/tasks/browser.mjs';

const port = process.env.PORT ?? '4174';

export default defineConfig({
  testDir: 'tests/page',
  testMatch: '**/*.spec.js',
  outputDir: 'target/page-tests',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  timeout: 60_000,
  use: {
    baseURL: `http://localhost:${port}/`,
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findChrome() ?? undefined, args: chromeArgs },
  },
  projects: [
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 3 } },
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
  ],
  webServer: {
    command: 'node pkg-config/run.mjs serve',
    env: { PORT: port },
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
