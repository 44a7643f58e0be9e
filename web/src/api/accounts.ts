import { post } from './client';
import type { Account, Day } from './types';

/** Calls and shapes about others' accounts (/api/v1/account; shapes as in data/openapi/openapi.json). */

export type Role = Account['role'];

export interface StaffOrganization {
  id: string;
  name: string;
  affiliated_with: string | null;
}

/** An invitation that may still be used, or waits to be approved. */
export interface Invitation {
  id: string;
  role: Role;
  organization_id: string;
  service_id: string | null;
  /** An account's id. */
  invited_by: string;
  approved: boolean;
  /** A moment in UTC. */
  expires_at: string;
}

export interface ListedAccount {
  id: string;
  name: string;
  role: Role;
  organization_id: string;
  service_id: string | null;
  created_on: Day;
  disabled_on: Day | null;
}

export interface InviteRequest {
  role: Role;
  organization_id: string;
  /** Of an organization that is new here; administrators only. */
  organization_name?: string;
  /** Of a capacity sign-in, and of no other. */
  service_id?: string;
}

/** @return the invitation itself is told once and never again. */
export function invite(body: InviteRequest, signal: AbortSignal): Promise<{ id: string; invitation: string; expires_at: string }> {
  return post('/api/v1/account/invite', body, signal);
}

/** What waits, and the organizations that the caller may invite to. */
export function invitations(signal: AbortSignal): Promise<{ invitations: Invitation[]; organizations: StaffOrganization[] }> {
  return post('/api/v1/account/invitations', {}, signal);
}

export function approveInvitation(id: string, signal: AbortSignal): Promise<{ expires_at: string }> {
  return post('/api/v1/account/approve', { id }, signal);
}

export async function accountList(signal: AbortSignal): Promise<ListedAccount[]> {
  return (await post<{ accounts: ListedAccount[] }>('/api/v1/account/list', {}, signal)).accounts;
}

export function disableAccount(id: string, signal: AbortSignal): Promise<void> {
  return post('/api/v1/account/disable', { id }, signal);
}

/** The listings of an agency's own organization, for a capacity sign-in of one of them. */
export async function ownListingNames(signal: AbortSignal): Promise<{ service_id: string; name: string }[]> {
  return (await post<{ listings: { service_id: string; name: string }[] }>('/api/v1/desk/listings', {}, signal)).listings;
}
