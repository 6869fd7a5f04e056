import type { Actor } from '../../../action/actor.ts';
import { requireDirectory } from '../../../action/actor.ts';
import type { ActionContext } from '../../../action/define-action.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { type Space, spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { keyRefused } from './scim-credential.ts';
import * as keys from './scim-key-queries.ts';

/** The only space that a directory can name: the one that its key opened. */
export const spaceOf = (actor: Actor): string => requireDirectory(actor).spaceId;

/**
 * The same for whoever is about to change something: a body may come slowly, and meanwhile the key may be gone.
 * @throws DomainError `SCIMKeyRefused` when it does not open the space any more
 */
export async function openSpaceOf({ db, actor, now }: ActionContext): Promise<string> {
  const { spaceId, credentialId } = requireDirectory(actor);
  if (!(await keys.isAccepted(db, spaceId, credentialId, now))) throw keyRefused();
  return spaceId;
}

export async function getSpace(db: Transaction, spaceId: string): Promise<Space> {
  const space = await spaces.findById(db, spaceId);
  if (!space) throw spaceNotFound(spaceId);
  return space;
}
