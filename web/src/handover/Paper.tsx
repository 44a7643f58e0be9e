import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** What the printer gets while a hand-over is open. */
export function Paper({ children }: { children: ReactNode }) {
  const paper = document.getElementById('paper');
  return paper === null ? null : createPortal(children, paper);
}
