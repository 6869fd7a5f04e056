import type { Transaction } from '../../../platform/database/database.ts';
import type { Principal } from './principal.ts';

interface Place {
  configurationId: string;
  uin: number;
}

/** False when there is no such authorization. */
export async function remove(
  db: Transaction,
  spaceId: string,
  { configurationId, uin, principalType, principalId }: Place & Principal,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('authorizations')
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('uin', '=', uin)
    .where('principal_type', '=', principalType)
    .where('principal_id', '=', principalId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Everybody's in that account; returns how many there were. */
export async function removeAll(
  db: Transaction,
  spaceId: string,
  { configurationId, uin }: Place,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('authorizations')
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('uin', '=', uin)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
