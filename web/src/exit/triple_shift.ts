const windowMs = 5000;
export const pressesToLeave = 3;

/** Counts Shift pressed and released alone: Shift held for a capital letter is writing, not leaving. */
export class TripleShift {
  private presses: number[] = [];
  private alone = false;

  keyDown(key: string): void {
    if (key !== 'Shift') this.presses = [];
    this.alone = key === 'Shift';
  }

  /** @returns how many presses count now, 0 to 3. */
  keyUp(key: string, atMs: number): number {
    if (key === 'Shift' && this.alone) this.presses.push(atMs);
    this.alone = false;
    return this.count(atMs);
  }

  count(atMs: number): number {
    this.presses = this.presses.filter((press) => atMs - press <= windowMs);
    return Math.min(this.presses.length, pressesToLeave);
  }
}
