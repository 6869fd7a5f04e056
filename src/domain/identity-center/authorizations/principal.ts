import { z } from 'zod';
import type { Transaction } from '../../../platform/database/database.ts';
import { groupNotFound } from '../groups/group.ts';
import * as groups from '../groups/group-queries.ts';
import { userNotFound } from '../users/user.ts';
import * as users from '../users/user-queries.ts';

export const principalType = z.enum(['User', 'Group']);

/** Who is granted something: one user, or everybody in a user group. */
export interface Principal {
  principalType: z.infer<typeof principalType>;
  principalId: string;
}

export async function requirePrincipal(
  db: Transaction,
  spaceId: string,
  { principalType, principalId }: Principal,
): Promise<void> {
  if (principalType === 'User') {
    if (!(await users.hold(db, spaceId, principalId))) throw userNotFound(principalId);
  } else if (!(await groups.hold(db, spaceId, principalId))) throw groupNotFound(principalId);
}
