import type { DraftBody } from '../api/agency';

/**
 * What an account typed and the server may not have yet, in this page's memory alone: it outlives the session, for the
 * same account. What another account left is forgotten.
 */
let owner = '';
const drafts = new Map<string, DraftBody>();
let open: string | null = null;

function own(account: string): void {
  if (account === owner) return;
  owner = account;
  drafts.clear();
  open = null;
}

export function keptDraft(account: string, service: string): DraftBody | undefined {
  own(account);
  return drafts.get(service);
}

/** null: the server has it, or it was sent. */
export function keepDraft(account: string, service: string, draft: DraftBody | null): void {
  own(account);
  if (draft === null) drafts.delete(service);
  else drafts.set(service, draft);
}

/** The listing whose form stood open. */
export function keptOpen(account: string): string | null {
  own(account);
  return open;
}

export function keepOpen(account: string, service: string | null): void {
  own(account);
  open = service;
}
