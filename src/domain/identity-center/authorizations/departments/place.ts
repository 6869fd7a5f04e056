import { z } from 'zod';
import type { Transaction } from '../../../../platform/database/database.ts';
import { departmentNotFound, departments } from '../../../organization/index.ts';
import type { Space } from '../../space/space.ts';
import type { Place } from './department-authorization-queries.ts';

/** A department, with those below it unless told otherwise, and without the admin account unless told otherwise. */
export const departmentPlace = z.object({
  nodeId: z.int(),
  withBelow: z.boolean().default(true),
  includesAdminAccount: z.boolean().default(false),
});

/** The department must be the organization's own. */
export async function placeOf(
  db: Transaction,
  { organizationId }: Space,
  place: z.output<typeof departmentPlace> | null,
): Promise<(Place & { name: string }) | null> {
  if (!place) return null;
  const department = await departments.find(db, organizationId, place.nodeId);
  if (!department) throw departmentNotFound(place.nodeId);
  return {
    name: department.name,
    departmentId: place.nodeId,
    withBelow: place.withBelow,
    includesAdmin: place.includesAdminAccount,
  };
}
