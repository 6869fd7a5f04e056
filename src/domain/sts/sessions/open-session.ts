import type { ActionContext } from '../../../action/define-action.ts';
import type { SealedKeys, Session } from './session.ts';
import { sessionEnded } from './session.ts';
import { endOf } from './session-duration.ts';
import * as sessions from './session-queries.ts';

export interface AskedSession {
  uin: number;
  kind: Session['kind'];
  roleId?: string;
  sessionName: string;
  seconds: number;
  requester: Session['requester'];
  policy?: string | undefined;
  tags?: Session['tags'];
}

/** Writes a session down. Without keys it is one of the account console. */
export async function openSession(
  { db, now, random, changed }: Pick<ActionContext, 'db' | 'now' | 'random' | 'changed'>,
  { seconds, policy, tags = [], ...asked }: AskedSession,
  keys?: SealedKeys,
): Promise<Session> {
  const session: Session = {
    ...asked,
    ...(policy !== undefined && { policy }),
    ...(keys && { keys }),
    tags,
    sessionId: random.id('sts'),
    issuedAt: now,
    expiresAt: endOf(now, seconds, asked.requester.parent?.expiresAt),
  };
  // What it hangs on was there a moment ago; whoever deleted it meanwhile ended this session too.
  if (!(await sessions.insert(db, session.uin, session))) throw sessionEnded();
  changed(null, forAudit(session));
  return session;
}

/** By which whatever the session does later is traced to whoever asked for it. */
const forAudit = ({ sessionId, sessionName, roleId, expiresAt, requester }: Session) => ({
  sessionId,
  sessionName,
  roleId,
  expiresAt,
  source: requester.source,
  providerName: requester.provider?.name,
  parentId: requester.parent?.sessionId,
});
