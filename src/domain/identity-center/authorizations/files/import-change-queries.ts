import { sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { Rows } from '../granting-queries.ts';

/** Authorizations of the accounts' own that the file names and that are not there. */
export const created: Rows = {
  withs: sql`wanted_lines as (select * from judged where outcome = 'create' and uin is not null)`,
  rows: sql`
    select uin, permission_configuration_id, principal_type, principal_id, starts_at, ends_at,
           null::text as department_authorization_id
    from wanted_lines`,
};

/** Those that are there and that the file does not name. */
export const leaving: Rows = {
  withs: sql`unwanted_rows as (select * from leaving where uin is not null)`,
  rows: sql`
    select uin, permission_configuration_id, principal_type, principal_id, null::text as department_authorization_id
    from unwanted_rows`,
};

/** The accounts cannot leave the organization while this transaction lasts. */
export async function holdAccounts(db: Transaction, spaceId: string, organizationId: number): Promise<void> {
  await sql`
    select from accounts
    where organization_id = ${organizationId} and exists (select from spaces where space_id = ${spaceId})
      and uin in (select uin from judged where outcome in ('create', 'change') union all select uin from leaving)
    order by uin for share`.execute(db);
}

/** Those that the file gives other times; returns in which accounts. */
export async function changeTimes(db: Transaction, spaceId: string): Promise<number[]> {
  const { rows } = await sql<{ uin: number }>`
    with changed as (
      update authorizations a set starts_at = j.starts_at, ends_at = j.ends_at
      from judged j
      where j.outcome = 'change' and j.uin = a.uin and j.permission_configuration_id = a.permission_configuration_id
        and j.principal_type = a.principal_type and j.principal_id = a.principal_id
        and a.space_id = ${spaceId} and a.department_authorization_id is null
      returning a.uin
    )
    select distinct uin from changed`.execute(db);
  return rows.map(({ uin }) => uin);
}

const idsOf = ({ rows }: { rows: { id: string }[] }): string[] => rows.map(({ id }) => id);

export async function listLeavingDepartments(db: Transaction, spaceId: string): Promise<string[]> {
  return idsOf(
    await sql<{ id: string }>`
      select department_authorization_id as id from leaving join department_authorizations using (department_authorization_id)
      where space_id = ${spaceId}`.execute(db),
  );
}

/** Those to departments that the file gives other times or another scope. */
export async function changeDepartments(db: Transaction, spaceId: string): Promise<string[]> {
  return idsOf(
    await sql<{ id: string }>`
      update department_authorizations d
      set starts_at = j.starts_at, ends_at = j.ends_at, with_below = j.with_below, includes_admin = j.includes_admin
      from judged j
      where j.outcome = 'change' and j.uin is null and j.department_id = d.department_id
        and j.permission_configuration_id = d.permission_configuration_id
        and j.principal_type = d.principal_type and j.principal_id = d.principal_id and d.space_id = ${spaceId}
      returning d.department_authorization_id as id`.execute(db),
  );
}

/** One whose time is over gives way. */
export async function createDepartments(
  db: Transaction,
  spaceId: string,
  { idPrefix, now }: { idPrefix: string; now: Date },
): Promise<string[]> {
  return idsOf(
    await sql<{ id: string }>`
      insert into department_authorizations
        (department_authorization_id, space_id, department_id, with_below, includes_admin, permission_configuration_id,
         principal_type, principal_id, starts_at, ends_at, created_at)
      select ${idPrefix} || '-' || line, ${spaceId}, department_id, with_below, includes_admin,
             permission_configuration_id, principal_type, principal_id, starts_at, ends_at, ${now}
      from judged where outcome = 'create' and uin is null
      on conflict (department_id, permission_configuration_id, principal_type, principal_id) do update
        set with_below = excluded.with_below, includes_admin = excluded.includes_admin,
            starts_at = excluded.starts_at, ends_at = excluded.ends_at, created_at = excluded.created_at
      returning department_authorization_id as id`.execute(db),
  );
}
