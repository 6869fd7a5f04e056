import type { Actor } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { administeredOrganization } from '../../organization/index.ts';
import { type Space, spaceNotFound } from './space.ts';
import * as spaces from './space-queries.ts';

/**
 * The space of whoever administers it: the admin account, or a member where the action is delegable. Another organization's space
 * is not found.
 */
export async function getOwnSpace(db: Transaction, actor: Actor, zoneId: string): Promise<Space> {
  const organizationId = administeredOrganization(actor);
  const space = await spaces.find(db, organizationId, zoneId);
  if (!space) throw spaceNotFound(zoneId);
  return space;
}
