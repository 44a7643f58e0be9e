/**
 * Printing before a yes gives one neutral sentence (decision 26). print.css does that; where a browser or an
 * extension drops the sheet for print, the page itself is taken out of sight while paper is drawn.
 */
export function keepFromPrinting(): void {
  window.addEventListener('beforeprint', () => {
    const root = document.getElementById('root');
    if (root === null) return;
    const agreed = document.querySelector('.hand-over')?.checkVisibility() === true;
    for (const part of root.children) {
      if (part instanceof HTMLElement && !part.hidden && (agreed || !part.matches('.print-note'))) setAside(part);
    }
  });
  window.addEventListener('afterprint', () => {
    for (const part of document.querySelectorAll<HTMLElement>('[data-set-aside]')) {
      part.hidden = false;
      delete part.dataset['setAside'];
    }
  });
}

function setAside(part: HTMLElement): void {
  part.dataset['setAside'] = '';
  part.hidden = true;
}
