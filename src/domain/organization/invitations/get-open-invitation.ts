import type { Transaction } from '../../../platform/database/database.ts';
import { type Invitation, invitationExpired, invitationNotFound } from './invitation.ts';
import * as invitations from './invitation-queries.ts';

/** An invitation that this account may still answer. Somebody else's is not found. */
export async function getOpenInvitation(
  db: Transaction,
  uin: number,
  id: number,
  now: Date,
): Promise<Invitation> {
  const invitation = await invitations.find(db, uin, id);
  if (invitation?.state === 'Expired') throw invitationExpired(id);
  if (invitation?.state !== 'Pending') throw invitationNotFound(id);
  if (invitation.expireTime <= now) throw invitationExpired(id);
  return invitation;
}
