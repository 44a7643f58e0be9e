/** On every field: the browser remembers, corrects and suggests nothing. */
export const quiet = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  spellCheck: false,
} as const;
