import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { Principal } from './principal.ts';

interface Place {
  configurationId: string;
  uin: number;
}

export type Triplet = Place & Principal;

/** False when there is no such authorization; one that is inherited ends where it comes from. */
export async function remove(
  db: Transaction,
  spaceId: string,
  { configurationId, uin, principalType, principalId }: Triplet,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('authorizations')
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('uin', '=', uin)
    .where('principal_type', '=', principalType)
    .where('principal_id', '=', principalId)
    .where('department_authorization_id', 'is', null)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** The one that was written together with the task, if it is the account's own. */
export async function removeOfTask(db: Transaction, spaceId: string, taskId: string): Promise<void> {
  await sql`
    delete from authorizations a using tasks t
    where t.space_id = ${spaceId} and t.task_id = ${taskId} and a.space_id = ${spaceId}
      and a.permission_configuration_id = t.permission_configuration_id and a.uin = t.uin
      and a.principal_type = t.principal_type and a.principal_id = t.principal_id
      and a.created_at = t.created_at and a.department_authorization_id is null`.execute(db);
}

/** The name of a department that it is inherited from, or anybody's in that account; undefined when it is not. */
export async function findSource(
  db: Transaction,
  spaceId: string,
  { configurationId, uin, principalType, principalId }: Place & Partial<Principal>,
): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select n.name from authorizations a
    join department_authorizations d using (department_authorization_id)
    join departments n using (department_id)
    where a.space_id = ${spaceId} and a.permission_configuration_id = ${configurationId} and a.uin = ${uin}
      and (${principalType ?? null}::text is null
           or a.principal_type = ${principalType ?? null} and a.principal_id = ${principalId ?? null})
    order by n.name limit 1`.execute(db);
  return rows[0]?.name;
}

/** Everybody's in that account that is its own; returns how many there were. */
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
    .where('department_authorization_id', 'is', null)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Where somebody is authorized, and as what. */
export async function listOf(
  db: Transaction,
  spaceId: string,
  { principalType, principalId }: Principal,
): Promise<Place[]> {
  return db
    .selectFrom('authorizations')
    .select(['permission_configuration_id as configurationId', 'uin'])
    .where('space_id', '=', spaceId)
    .where('principal_type', '=', principalType)
    .where('principal_id', '=', principalId)
    .orderBy('permission_configuration_id')
    .orderBy('uin')
    .execute();
}
