import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/** What somebody or something reaches: accounts, and departments with whatever account comes there. */
export interface Reach {
  uins: number[];
  departments: { departmentId: number; includesAdmin: boolean }[];
}

const departmentsOf = async (
  db: Transaction,
  conditions: RawBuilder<unknown>,
): Promise<Reach['departments']> => {
  const { rows } = await sql<Reach['departments'][number]>`
    select department_id as "departmentId", bool_or(includes_admin) as "includesAdmin"
    from department_authorizations where ${conditions} group by department_id`.execute(db);
  return rows;
};

const uinsOf = async (db: Transaction, found: RawBuilder<unknown>): Promise<number[]> => {
  const { rows } = await sql<{ uin: number }>`select distinct uin from (${found}) as found`.execute(db);
  return rows.map(({ uin }) => uin);
};

/** The accounts that a user may enter, by itself or by its groups, or has a CAM user in. */
export async function ofUser(db: Transaction, spaceId: string, userId: string): Promise<Reach> {
  const principals = sql`
    select ${userId}::text union all
    select group_id from group_members where space_id = ${spaceId} and user_id = ${userId}`;
  const uins = await uinsOf(
    db,
    sql`${grantsTo(spaceId, principals)} union all
        select uin from synchronized_cam_users where space_id = ${spaceId} and user_id = ${userId}`,
  );
  return { uins, departments: await departmentsOf(db, heldBy(spaceId, principals)) };
}

/** The accounts that everybody in a user group may enter. */
export async function ofGroup(db: Transaction, spaceId: string, groupId: string): Promise<Reach> {
  const group = sql`select ${groupId}::text`;
  return {
    uins: await uinsOf(db, grantsTo(spaceId, group)),
    departments: await departmentsOf(db, heldBy(spaceId, group)),
  };
}

/** The accounts that a permission configuration is authorized or deployed in. */
export async function ofConfiguration(
  db: Transaction,
  spaceId: string,
  configurationId: string,
): Promise<Reach> {
  const own = sql`space_id = ${spaceId} and permission_configuration_id = ${configurationId}`;
  const uins = await uinsOf(
    db,
    sql`select uin from authorizations where ${own} union all select uin from deployments where ${own}`,
  );
  return { uins, departments: await departmentsOf(db, own) };
}

const heldBy = (spaceId: string, principals: RawBuilder<unknown>) =>
  sql`space_id = ${spaceId} and principal_id in (${principals})`;

const grantsTo = (spaceId: string, principals: RawBuilder<unknown>) => sql`
  select uin from authorizations where space_id = ${spaceId} and principal_id in (${principals}) union all
  select uin from user_synchronizations where space_id = ${spaceId} and principal_id in (${principals})`;
