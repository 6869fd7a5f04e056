import type { Actor } from '../../../action/actor.ts';
import { requireDirectory } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { type Space, spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';

/** The only space that a directory can name: the one that its key opened. */
export const spaceOf = (actor: Actor): string => requireDirectory(actor).spaceId;

export async function getSpace(db: Transaction, spaceId: string): Promise<Space> {
  const space = await spaces.findById(db, spaceId);
  if (!space) throw spaceNotFound(spaceId);
  return space;
}
