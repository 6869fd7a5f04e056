import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/** How long an account belongs to a worker that does not say that it is still there. */
export const leaseSeconds = 60;

/** By the database's clock, which all nodes share. */
const until = sql<Date>`clock_timestamp() + make_interval(secs => ${leaseSeconds})`;

/** False while somebody else works on the account. */
export async function take(db: Transaction, spaceId: string, uin: number, holder: string): Promise<boolean> {
  const taken = await db
    .insertInto('account_leases')
    .values({ uin, space_id: spaceId, holder, expires_at: until })
    .onConflict((conflict) =>
      conflict
        .column('uin')
        .doUpdateSet({ space_id: spaceId, holder, expires_at: until })
        .where(sql<boolean>`account_leases.expires_at <= clock_timestamp()`),
    )
    .executeTakeFirst();
  return taken.numInsertedOrUpdatedRows === 1n;
}

/** False when somebody else has taken it over. */
export async function renew(db: Transaction, spaceId: string, uin: number, holder: string): Promise<boolean> {
  const renewed = await db
    .updateTable('account_leases')
    .set({ expires_at: until })
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('holder', '=', holder)
    .executeTakeFirst();
  return renewed.numUpdatedRows === 1n;
}

export async function release(db: Transaction, spaceId: string, uin: number, holder: string): Promise<void> {
  await db
    .deleteFrom('account_leases')
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('holder', '=', holder)
    .execute();
}

/** In every space alike; each row names its own. */
export async function listWaiting(db: Transaction, since: Date): Promise<{ spaceId: string; uin: number }[]> {
  const { rows } = await sql<{ spaceId: string; uin: number }>`
    select t.space_id as "spaceId", t.uin
    from tasks t left join account_leases l on l.uin = t.uin and l.expires_at > clock_timestamp()
    where t.status = 'InProgress' and t.updated_at <= ${since} and l.uin is null
    group by t.space_id, t.uin
    order by min(t.updated_at) limit 100`.execute(db);
  return rows;
}
