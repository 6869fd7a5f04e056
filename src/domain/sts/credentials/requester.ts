import type { FederatedUser, Principal, RoleSession } from '../../../action/actor.ts';
import type { ActionContext } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { type Requester, type SessionSource, sessionEnded } from '../sessions/session.ts';
import { findStandingSession } from '../sessions/standing.ts';

/** Sessions that asked one another. Nobody needs more, and all of them are deleted together with the first. */
const longestChain = 10;

/** Who asks, so that what they are given ends with them. */
export async function requesterOf(
  context: Pick<ActionContext, 'db' | 'now'>,
  principal: Principal,
): Promise<Requester> {
  const { uin, identity } = principal;
  if (identity.type !== 'root' && identity.type !== 'cam-user') {
    return requesterBySession(context, principal, identity);
  }
  const key = identity.accessKeyId === undefined ? {} : { accessKeyId: identity.accessKeyId };
  if (identity.type === 'root') {
    return { requesterUin: uin, source: { kind: 'root', name: String(uin) }, ...key };
  }
  const { userUin, userName, passwordVersion, userSsoId, entryId } = identity;
  const source = { kind: 'cam-user', name: userName } as const;
  return {
    requesterUin: userUin,
    source,
    camUserUin: userUin,
    ...key,
    ...(passwordVersion !== undefined && { passwordVersion }),
    ...(userSsoId !== undefined && { userSsoId }),
    ...(entryId !== undefined && { entryId }),
  };
}

/** A session hands on no more than it has: what it asked for ends when it does. */
async function requesterBySession(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  principal: Principal,
  identity: RoleSession | FederatedUser,
): Promise<Requester> {
  const parent = await findStandingSession(db, principal, now);
  if (!parent) throw sessionEnded();
  if (parent.chainLength >= longestChain) throw chainTooLong();
  return { requesterUin: parent.requesterUin, source: sourceOf(identity), parent };
}

const sourceOf = (identity: RoleSession | FederatedUser): SessionSource =>
  identity.type === 'role'
    ? { kind: 'role', name: `${identity.roleName}/${identity.sessionName}` }
    : { kind: 'federated-user', name: identity.name };

const chainTooLong = () =>
  new DomainError(
    'failed-precondition',
    'UnsupportedOperation',
    `A session may be ${longestChain} sessions away from whoever signed in, and no further.`,
    { details: { longest: longestChain } },
  );
