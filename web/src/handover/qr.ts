import encodeQR from 'qr';

/** Modules of light around a code that readers need. */
const quietZone = 4;

/** A code as the path of its dark modules, in units of one module. */
export interface CodeDrawing {
  path: string;
  /** Width and height in modules, with the quiet zone. */
  size: number;
}

/** What a code may hold: a number to dial, or the neutral page behind an opaque id (decision 22). Anything else gets none. */
export function codeContent(code: string | null, origin: string): string | null {
  if (code === null) return null;
  if (/^tel:\+?\d{3,15}$/.test(code)) return code;
  return /^\/i\/[a-z2-7]{8}$/.test(code) ? `${origin}${code}` : null;
}

/** The same text always gives the same drawing: nothing but the text is in it. */
export function codeDrawing(content: string): CodeDrawing {
  const modules = encodeQR(content, 'raw', { ecc: 'medium', border: quietZone });
  let path = '';
  modules.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return { path, size: modules.length };
}
