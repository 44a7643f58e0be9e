import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';

/** For tests of message files: the names that a message takes values for. */
export function valuesOf(message: string): string[] {
  const names = new Set<string>();
  const visit = (elements: unknown): void => {
    if (Array.isArray(elements)) for (const element of elements) visit(element);
    else if (typeof elements === 'object' && elements !== null) {
      const { type, value } = elements as { type?: number; value?: unknown };
      if (type !== undefined && type >= 1 && type <= 6 && typeof value === 'string') names.add(value);
      for (const child of Object.values(elements)) visit(child);
    }
  };
  visit(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

const avoided = readFileSync(new URL('../../../data/wording/avoid.txt', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.trim().toLowerCase())
  .filter((line) => line !== '' && !line.startsWith('#'));

/** The words of data/wording/avoid.txt that a message uses. */
export function avoidedIn(message: string): string[] {
  const words = ` ${message.toLowerCase().replace(/[^\p{Letter}\p{Mark}\p{Number}’'%-]+/gu, ' ')} `;
  return avoided.filter((avoid) => words.includes(` ${avoid} `));
}
