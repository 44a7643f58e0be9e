import type { Role } from '../api/accounts';

/** Every role, in the order in which it is shown. */
export const roles: readonly Role[] = ['administrator', 'reviewer', 'worker', 'agency_editor', 'capacity'];

/** Whom a role may invite, as may_invite() of core/account/accounts.h has it; the server decides. */
export function mayInvite(inviter: Role): readonly Role[] {
  if (inviter === 'administrator') return roles;
  return inviter === 'reviewer' || inviter === 'agency_editor' ? ['agency_editor', 'capacity'] : [];
}

/** Whether a role may approve what somebody else invited, as may_approve() there has it. */
export function mayApprove(approver: Role, invited: Role): boolean {
  return approver === 'administrator' || (approver === 'reviewer' && invited !== 'reviewer' && invited !== 'administrator');
}

/** Days in which an invitation of a role has to be used, once it is approved. */
export function daysToAccept(role: Role): number {
  return role === 'agency_editor' || role === 'capacity' ? 14 : 3;
}
