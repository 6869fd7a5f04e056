import type { ActionContext } from '../../../action/define-action.ts';
import { accountEntries } from '../../sts/index.ts';
import * as portalLogins from '../logins/portal-login-queries.ts';

interface EndedSessions {
  portalLogins: number;
  accountEntries: number;
}

/**
 * Ends everything a person has open: the portal, and what was opened from it in accounts of the local site; on request
 * all but one login and what was opened from there. The caller has locked the person's row, so that nobody enters meanwhile.
 */
export async function endAllSessions(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  spaceId: string,
  userId: string,
  exceptLogin?: string,
): Promise<EndedSessions> {
  return {
    portalLogins: await portalLogins.endByUser(db, spaceId, userId, now, exceptLogin),
    accountEntries: await accountEntries.remove(db, spaceId, userId, { exceptOfLogin: exceptLogin }),
  };
}

/** Ends one of them, with what was opened from there in turn; nothing when it is somebody else's. */
export async function endSession(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  spaceId: string,
  userId: string,
  sessionId: string,
): Promise<EndedSessions> {
  const login = await portalLogins.end(db, spaceId, userId, sessionId, now);
  return {
    portalLogins: login ? 1 : 0,
    accountEntries: await accountEntries.remove(db, spaceId, userId, { entryId: sessionId }),
  };
}
