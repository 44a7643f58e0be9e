import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'test-results/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked, hooks.configs.flat.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      // Nothing about a participant stays: no address, no storage, no history entry.
      'no-restricted-globals': [
        'error',
        { name: 'localStorage', message: 'State lives in memory only.' },
        { name: 'sessionStorage', message: 'State lives in memory only.' },
        { name: 'indexedDB', message: 'State lives in memory only.' },
        { name: 'caches', message: 'State lives in memory only.' },
        { name: 'history', message: 'The address never changes.' },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly', setTimeout: 'readonly' } },
  },
);
