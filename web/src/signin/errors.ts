import type { Failure } from '../api/client';
import type { MessageKey, Text } from '../text/texts';

/** What the server refuses about an account, by its code, in the page's own words. */
const said: Partial<Record<string, MessageKey>> = {
  sign_in_failed: 'account_error_sign_in_failed',
  wait: 'account_error_wait',
  busy: 'account_error_busy',
  password_short: 'account_error_password_short',
  password_long: 'account_error_password_long',
  password_common: 'account_error_password_common',
  pin_weak: 'account_error_pin_weak',
  name_form: 'account_error_name_form',
  name_taken: 'account_error_name_taken',
  no_invitation: 'account_error_no_invitation',
  wrong_code: 'account_error_wrong_code',
};

/** What went wrong with a form about an account. */
export function accountError(failure: Failure, text: Text): string {
  if (failure.kind === 'offline') return text('offline_title');
  const key = failure.kind === 'refused' ? said[failure.problem.code] : undefined;
  return text(key ?? 'account_error_other');
}
