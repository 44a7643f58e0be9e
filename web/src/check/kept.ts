import type { CheckAnswers } from '../api/upkeep';

/** Answers that the server may not have yet, in this page's memory alone; of one account at a time. */
let owner = '';
const held = new Map<string, CheckAnswers>();

export function keptAnswers(account: string, service: string): CheckAnswers | undefined {
  return account === owner ? held.get(service) : undefined;
}

/** null: they were sent. */
export function keepAnswers(account: string, service: string, answers: CheckAnswers | null): void {
  if (account !== owner) held.clear();
  owner = account;
  if (answers === null) held.delete(service);
  else held.set(service, answers);
}
