// Finding a Chromium and its driver, and the flags that keep it quiet.
import { existsSync } from 'node:fs';
import { which } from './shell.mjs';

const firstThere = (paths) => paths.find((path) => path && existsSync(path)) ?? null;

/** The path of a Chrome or Chromium, or `null`. `CHROME` overrides. */
export const findChrome = () =>
  firstThere([
    process.env.CHROME,
    which('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]);

/** The path of chromedriver, or `null`. `CHROMEDRIVER` overrides. */
export const findDriver = () =>
  firstThere([process.env.CHROMEDRIVER, which('chromedriver'), '/usr/lib/chromium-browser/chromedriver']);

/** No sandbox because containers run as root; the rest so that a test run makes no connection of its own. */
export const chromeArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
