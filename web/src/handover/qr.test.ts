import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { codeContent, codeDrawing } from './qr';

/** Draws as a screen would, each module `scale` pixels wide, and reads it as a phone would. */
function readBack(content: string, scale: number): string {
  const { path, size } = codeDrawing(content);
  const width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, column, row] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let y = 0; y < scale; y++) {
      for (let x = 0; x < scale; x++) {
        const at = ((Number(row) * scale + y) * width + Number(column) * scale + x) * 4;
        data.fill(0, at, at + 3);
      }
    }
  }
  return decodeQR({ width, height: width, data });
}

describe('a code on the screen', () => {
  it('reads as what was put in', () => {
    for (const content of ['tel:+12045550101', 'tel:211', 'https://directory.example.org/i/abcdef27']) {
      expect(readBack(content, 6)).toBe(content);
    }
  });

  it('keeps its quiet zone of four modules', () => {
    const { path, size } = codeDrawing('tel:+12045550101');
    const positions = [...path.matchAll(/M(\d+) (\d+)h/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
    expect(Math.min(...positions)).toBe(4);
    expect(Math.max(...positions)).toBe(size - 5);
    expect(encodeQR('tel:+12045550101', 'raw', { ecc: 'medium', border: 4 })).toHaveLength(size);
  });

  it('holds a number to dial or an opaque id, and nothing else', () => {
    expect(codeContent('tel:+12045550101', 'https://x.example')).toBe('tel:+12045550101');
    expect(codeContent('/i/abcdef27', 'https://x.example')).toBe('https://x.example/i/abcdef27');
    for (const other of [null, '', 'https://elsewhere.example/', '/i/abcdef27?need=bed', '/i/ABCDEF27', 'tel:+1204555#1', 'javascript:1', '/service/1']) {
      expect(codeContent(other, 'https://x.example')).toBeNull();
    }
  });
});
