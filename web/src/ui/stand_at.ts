/** Moves the keyboard and the screen to where a new part begins; the browser alone might leave it at the lower edge. */
export function standAt(heading: HTMLElement): void {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: 'start' });
}
