/** A member's value as one line of plain words; ids say nothing to anyone. */
export function said(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(said).filter((part) => part !== '').join('; ');
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([member, part]) => member !== 'id' && part !== false)
      .map(([, part]) => said(part))
      .filter((part) => part !== '')
      .join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
