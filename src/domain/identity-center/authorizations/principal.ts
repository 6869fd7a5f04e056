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

/** What the principal is called; its id, when it is gone. */
export async function principalNameOf(
  db: Transaction,
  spaceId: string,
  { principalType, principalId }: Principal,
): Promise<string> {
  const name =
    principalType === 'User'
      ? (await users.find(db, spaceId, principalId))?.userName
      : (await groups.find(db, spaceId, principalId))?.groupName;
  return name ?? principalId;
}

/** Held until the transaction is over; answers what the principal is called. */
export async function requirePrincipal(
  db: Transaction,
  spaceId: string,
  { principalType, principalId }: Principal,
): Promise<{ principalName: string }> {
  if (principalType === 'User') {
    const user = await users.hold(db, spaceId, principalId);
    if (!user) throw userNotFound(principalId);
    return { principalName: user.userName };
  }
  const group = await groups.hold(db, spaceId, principalId);
  if (!group) throw groupNotFound(principalId);
  return { principalName: group.groupName };
}
