import { sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { Principal } from '../principal.ts';

interface Granted extends Principal {
  roleConfigurationId: string;
  targetUin: number;
}

/** Of all spaces; each row names its own. What is inherited ends with what it comes from. */
export async function listOver(
  db: Transaction,
  now: Date,
  limit: number,
): Promise<(Granted & { spaceId: string })[]> {
  const { rows } = await sql<Granted & { spaceId: string }>`
    select space_id as "spaceId", permission_configuration_id as "roleConfigurationId", uin as "targetUin",
           principal_type as "principalType", principal_id as "principalId"
    from authorizations
    where ends_at <= ${now} and department_authorization_id is null order by ends_at limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** False when it is gone, or was given again and counts. */
export async function remove(
  db: Transaction,
  spaceId: string,
  granted: Granted,
  now: Date,
): Promise<boolean> {
  const removed = await db
    .deleteFrom('authorizations')
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', granted.roleConfigurationId)
    .where('uin', '=', granted.targetUin)
    .where('principal_type', '=', granted.principalType)
    .where('principal_id', '=', granted.principalId)
    .where('department_authorization_id', 'is', null)
    .where('ends_at', '<=', now)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
}
