import { requirePrincipal } from '../../../action/actor.ts';
import type { ActionContext } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import * as rootUsers from '../root-users/root-user-queries.ts';
import type { Subject } from './guessing.ts';

/**
 * Whose password and device it is that somebody signed in shows, and the name under which sign-in counts guesses of
 * them. A session of a role, or of temporary keys, has neither.
 */
export async function findOwnSubject({
  db,
  actor,
}: Pick<ActionContext, 'db' | 'actor'>): Promise<{ userUin: number; subject: Subject } | undefined> {
  const { uin, identity } = requirePrincipal(actor);
  if (identity.type === 'cam-user') {
    const { userUin, userName } = identity;
    return { userUin, subject: { uin, userName } };
  }
  const rootUser = identity.type === 'root' ? await rootUsers.find(db, uin) : undefined;
  return rootUser && { userUin: uin, subject: { email: rootUser.email } };
}

export const tooManyGuesses = () =>
  new DomainError(
    'limit-exceeded',
    'OverLimit',
    'There were too many wrong codes or passwords. Wait a quarter of an hour.',
  );
