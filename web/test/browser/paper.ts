import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';

const run = promisify(execFile);
export const neutralSentence = 'There is nothing to print on this page.';

/** What a printer would get, read back from the PDF: words, title and page size. */
export async function printed(page: Page): Promise<{ words: string; title: string; size: string; pages: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'porchlight-paper-'));
  try {
    const path = join(folder, 'page.pdf');
    await page.pdf({ path, preferCSSPageSize: true });
    const [words, facts] = await Promise.all([run('pdftotext', ['-layout', path, '-']), run('pdfinfo', [path])]);
    const fact = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(facts.stdout)?.[1] ?? '';
    return { words: words.stdout.replace(/\f/g, '').trim(), title: fact('Title'), size: fact('Page size'), pages: Number(fact('Pages')) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
