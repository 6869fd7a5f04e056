import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

const uinsOf = async (db: Transaction, found: RawBuilder<unknown>): Promise<number[]> => {
  const { rows } = await sql<{ uin: number }>`select distinct uin from (${found}) as found`.execute(db);
  return rows.map(({ uin }) => uin);
};

/** The accounts that a user may enter, by itself or by its groups, or has a CAM user in. */
export async function ofUser(db: Transaction, spaceId: string, userId: string): Promise<number[]> {
  const principals = sql`
    select ${userId}::text union all
    select group_id from group_members where space_id = ${spaceId} and user_id = ${userId}`;
  return uinsOf(
    db,
    sql`${grantsTo(spaceId, principals)} union all
        select uin from synchronized_cam_users where space_id = ${spaceId} and user_id = ${userId}`,
  );
}

/** The accounts that everybody in a user group may enter. */
export async function ofGroup(db: Transaction, spaceId: string, groupId: string): Promise<number[]> {
  return uinsOf(db, grantsTo(spaceId, sql`select ${groupId}::text`));
}

/** The accounts that a permission configuration is authorized or deployed in. */
export async function ofConfiguration(
  db: Transaction,
  spaceId: string,
  configurationId: string,
): Promise<number[]> {
  const own = sql`space_id = ${spaceId} and permission_configuration_id = ${configurationId}`;
  return uinsOf(
    db,
    sql`select uin from authorizations where ${own} union all select uin from deployments where ${own}`,
  );
}

const grantsTo = (spaceId: string, principals: RawBuilder<unknown>) => sql`
  select uin from authorizations where space_id = ${spaceId} and principal_id in (${principals}) union all
  select uin from user_synchronizations where space_id = ${spaceId} and principal_id in (${principals})`;
