import type { ActionContext } from '../../../action/define-action.ts';
import { accountEntries } from '../../sts/index.ts';
import * as portalLogins from '../logins/portal-login-queries.ts';

/** Ends everything a person has open: the portal, and what was opened from it in accounts of the local site. */
export async function endAllSessions(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  spaceId: string,
  userId: string,
): Promise<{ portalLogins: number; accountEntries: number }> {
  return {
    portalLogins: await portalLogins.endByUser(db, spaceId, userId, now),
    accountEntries: await accountEntries.remove(db, spaceId, userId),
  };
}
