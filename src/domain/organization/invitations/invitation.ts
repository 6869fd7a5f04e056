import { DomainError } from '../../../action/domain-error.ts';
import type { Finance } from '../accounts/finance.ts';
import type { Tag } from '../accounts/tag.ts';

/** An organization asks an account to become its member; whoever is signed in to that account answers. */
export interface Invitation extends Finance {
  invitationId: number;
  organizationId: number;
  uin: number;
  /** What the organization will call the account. */
  name: string;
  /** Null when the department was deleted meanwhile. */
  departmentId: number | null;
  allowsQuitting: boolean;
  remark: string;
  tags: Tag[];
  state: InvitationState;
  inviteTime: Date;
  expireTime: Date;
  decideTime: Date | null;
}

export const invitationStates = ['Pending', 'Accepted', 'Rejected', 'Cancelled', 'Expired'] as const;
export type InvitationState = (typeof invitationStates)[number];

export const invitationDays = 15;

/** How long an invitation is on record, in whole months. */
export const invitationRecordMonths = 3;

export const expiryOf = (inviteTime: Date): Date =>
  new Date(inviteTime.getTime() + invitationDays * 24 * 3600 * 1000);

/** Invitations from before then are not shown any more. */
export function recordStart(now: Date): Date {
  const start = new Date(now);
  start.setUTCMonth(start.getUTCMonth() - invitationRecordMonths);
  return start;
}

export const invitationNotFound = (id: number) =>
  new DomainError('not-found', 'InvitationNotExist', `There is no invitation ${id} to decide.`, {
    details: { id },
  });

export const invitationExpired = (id: number) =>
  new DomainError(
    'failed-precondition',
    'InvitationExpired',
    `The invitation ${id} is older than ${invitationDays} days and has expired.`,
    { details: { id, days: invitationDays } },
  );

export const invitationExists = (uin: number) =>
  new DomainError(
    'conflict',
    'InvitationExist',
    `Account ${uin} has an invitation that it has not answered yet.`,
    { details: { uin } },
  );
