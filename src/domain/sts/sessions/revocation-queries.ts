import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/**
 * Ends every session of the role that began until now, and those that they asked for. The moment is kept, for a
 * session that is being opened just now, and for one that has no row here.
 */
export async function revoke(db: Transaction, uin: number, roleId: string, now: Date): Promise<number> {
  await db
    .insertInto('sts_role_revocations')
    .values({ role_id: roleId, uin, revoked_before: now })
    .onConflict((conflict) =>
      conflict
        .column('role_id')
        // Clocks of two nodes may differ; what was revoked stays revoked.
        .doUpdateSet({
          revoked_before: sql`greatest(sts_role_revocations.revoked_before, excluded.revoked_before)`,
        }),
    )
    .execute();
  const { numDeletedRows } = await db
    .deleteFrom('sts_sessions')
    .where('uin', '=', uin)
    .where('role_id', '=', roleId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Since when sessions of the role count; undefined when none were ever revoked. */
export async function find(db: Transaction, uin: number, roleId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('sts_role_revocations')
    .select('revoked_before')
    .where('uin', '=', uin)
    .where('role_id', '=', roleId)
    .executeTakeFirst();
  return row?.revoked_before;
}
