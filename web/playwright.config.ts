import { defineConfig } from '@playwright/test';

/** A running searchd to test against; without one, test/server.mjs stands in for it. */
const real = process.env['PORCHLIGHT_URL'];
const port = process.env['PORCHLIGHT_STAND_IN_PORT'] ?? '4178';
const mock = `http://127.0.0.1:${port}`;

const changing = ['capacity_real.spec.ts', 'review_real.spec.ts'];

export default defineConfig({
  testDir: 'test/browser',
  // Against a real directory no test may know the texts of an answer. Those that change the directory go one after
  // the other: each would take the other's change for a fault.
  projects:
    real === undefined
      ? [{ name: 'stand-in', testMatch: '*.spec.ts', testIgnore: '*real.spec.ts' }]
      : [
          { name: 'reads', testMatch: '*real.spec.ts', testIgnore: changing },
          { name: 'changes', testMatch: changing, workers: 1 },
        ],
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // Where nobody can look at once: a second try, which is counted and named as such.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list']],
  // Generous: a busy machine is slow, and that is not what is tested.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: real ?? mock,
    actionTimeout: 60_000,
    locale: 'en-CA',
    timezoneId: 'America/Winnipeg',
    // Debian's own browser: nothing is downloaded.
    launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
  ...(real === undefined ? { webServer: { command: `node test/server.mjs ${port}`, url: `${mock}/healthz`, reuseExistingServer: false } } : {}),
});
