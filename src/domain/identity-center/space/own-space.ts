import type { Actor } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { requireAdministrator } from '../../organization/index.ts';
import { type Space, spaceNotFound } from './space.ts';
import * as spaces from './space-queries.ts';

/** The administrator's space. Another organization's space is not found. */
export async function getOwnSpace(db: Transaction, actor: Actor, zoneId: string): Promise<Space> {
  const { organizationId } = requireAdministrator(actor);
  const space = await spaces.find(db, organizationId, zoneId);
  if (!space) throw spaceNotFound(zoneId);
  return space;
}
