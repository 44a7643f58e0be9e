import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the API: the mock of test/server.mjs, or a searchd. */
const api = process.env.PORCHLIGHT_URL ?? 'http://127.0.0.1:4178';

export default defineConfig({
  base: '/',
  plugins: [react(), { ...optimizeLocales.vite({ locales: ['en-US', 'fr-FR'] }), enforce: 'pre' }],
  build: {
    target: 'es2022',
    sourcemap: false,
    // Nothing inline: the content security policy takes scripts, styles and fonts from our own address only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'kiosk.html'] },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': api, '/exit': api },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    // Generous: a busy machine is slow, and that is not what is tested.
    testTimeout: 30_000,
  },
});
