/**
 * Leaving without a trace on this screen (the exit contract): blank first and at once, then tell the server,
 * then replace the page, so that neither Back nor the history brings anything back.
 */

/**
 * Empties the page and every field, now. Works without the server and without React, which from then on draws
 * into elements that are on no page: all of it lives in #root and #overlays.
 */
export function blank(): void {
  // A voice that reads aloud stops with the page.
  if ('speechSynthesis' in window) window.speechSynthesis.cancel();
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    field.value = '';
  }
  document.body.replaceChildren();
}

export function leave(): void {
  blank();
  // Not awaited: a stopped or slow server must not keep anyone here.
  tellServer();
  window.location.replace(neutralAddress());
}

/** The server's part of leaving: it clears what the browser keeps of us. */
export function tellServer(): void {
  fetch('/exit', { method: 'POST', keepalive: true }).catch(() => undefined);
}

/** The neutral page from index.html; anything but https would be a way to run a script. */
export function neutralAddress(): string {
  const address = document.querySelector<HTMLMetaElement>('meta[name="leave-to"]')?.content ?? '';
  return address.startsWith('https://') ? address : 'about:blank';
}

/** However the page goes away, what a browser may keep of it for Back is an empty page. `home` is the page's own address. */
export function blankWhenLeft(home = '/'): void {
  window.addEventListener('pagehide', blank);
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    blank();
    window.location.replace(home);
  });
}

/** Copying is for after a yes: outside of fields and of what was handed over, copy, cut and drag do nothing. Selecting still works. */
export function keepFromCopying(): void {
  for (const name of ['copy', 'cut', 'dragstart']) {
    document.addEventListener(name, (event) => {
      const field = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (!field && !isAgreed(event.target)) event.preventDefault();
    });
  }
}

/** Whether all that is selected is part of a hand-over. */
function isAgreed(target: EventTarget | null): boolean {
  const agreed = '[data-agreed]';
  const element = target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
  const selection = window.getSelection();
  const ends = selection === null || selection.isCollapsed ? [] : [selection.anchorNode, selection.focusNode];
  return element?.closest(agreed) != null && ends.every((end) => (end instanceof Element ? end : end?.parentElement)?.closest(agreed) != null);
}
