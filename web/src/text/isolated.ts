/** What is filled into a message, by name. */
export type Values = Record<string, string | number>;

/** Names and numbers keep their own direction within a sentence that runs the other way. */
export function isolated(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? `\u2068${value}\u2069` : value]));
}
