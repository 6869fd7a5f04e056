import type { ActionContext } from '../../../../action/define-action.ts';
import { accountLock, attachments, camUsers, quotas, tooManyAttachments } from '../../../cam/index.ts';
import type { Administrator } from '../../administrators/administrator.ts';
import {
  type Authorization,
  requireFewSubUsers,
  subUserAuthorized,
  subUserNotAuthorized,
  subUserNotFound,
} from './authorization.ts';

type Context = Pick<ActionContext, 'db' | 'now'>;
type Admin = Pick<Administrator, 'organizationId' | 'uin'>;

const principal = (subUserUin: number) => ({ kind: 'user', principalId: String(subUserUin) }) as const;

/** Attaches the policy of the authorization to sub-users; all of them, or none when one of them refuses. */
export async function grantTo(
  { db, now }: Context,
  { uin }: Admin,
  { policyId }: Authorization,
  subUserUins: readonly number[],
): Promise<void> {
  const chosen = requireFewSubUsers(subUserUins);
  await accountLock.lock(db, uin);
  for (const subUserUin of chosen) {
    const user = await camUsers.findByUin(db, uin, subUserUin);
    if (!user) throw subUserNotFound(subUserUin);
    const present = await attachments.list(db, uin, principal(subUserUin));
    if (present.includes(policyId)) throw subUserAuthorized(user.userName);
    if (present.length >= quotas.attachments) throw tooManyAttachments();
    await attachments.attach(db, uin, principal(subUserUin), policyId, now);
  }
}

export async function revokeFrom(
  { db }: Context,
  { uin }: Admin,
  { policyId }: Authorization,
  subUserUins: readonly number[],
): Promise<void> {
  for (const subUserUin of requireFewSubUsers(subUserUins)) {
    const present = await attachments.list(db, uin, principal(subUserUin));
    if (!present.includes(policyId)) throw subUserNotAuthorized(subUserUin);
    await attachments.detach(db, uin, principal(subUserUin), policyId);
  }
}
