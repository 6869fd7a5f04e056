import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import { authorizationExists } from './authorization.ts';

export interface Granting {
  /** Of the submission that this is part of; null when nobody submitted it. */
  submissionId: string | null;
  taskPrefix: string;
  now: Date;
}

/** What a statement is about: the queries that it stands on, after `with`, and the rows among them. */
export interface Rows {
  withs: RawBuilder<unknown>;
  rows: RawBuilder<unknown>;
}

/**
 * The database guesses far too low how much is chosen, and would compare everything with everything. For the rest of
 * the transaction.
 */
export const withoutNestedLoops = (db: Transaction) => sql`set local enable_nestloop = off`.execute(db);

/** A task's id is the beginning of one such as others have, and the number of its triplet, of five digits or more. */
export const prefixCharacters = 9;

const taskId = (prefix: string) =>
  sql`${prefix} || lpad(number::text, greatest(5, length(number::text)), '0')`;

const triplet = sql`permission_configuration_id, uin, principal_type, principal_id`;

/**
 * All rows (uin, permission_configuration_id, principal_type, principal_id, starts_at, ends_at,
 * department_authorization_id) in one statement: the authorizations that are new, the deployments that they need, and
 * a task for each; that of one that exists already has failed with its reason. An authorization that has ended and was
 * not taken away yet gives way to the new one; what is inherited takes the times of what it comes from. Returns the
 * accounts in which there is something to do.
 */
export async function grant(
  db: Transaction,
  spaceId: string,
  { withs, rows: wanted }: Rows,
  { submissionId, taskPrefix, now }: Granting,
): Promise<{ createdCount: number; existingCount: number; uins: number[] }> {
  await withoutNestedLoops(db);
  const exists = authorizationExists();
  const { rows } = await sql<{ createdCount: number; existingCount: number; uins: number[] }>`
    with recursive ${withs},
    triplets as materialized (
      select row_number() over (order by uin, permission_configuration_id, principal_type, principal_id,
                                         department_authorization_id) - 1 as number, *
      from (${wanted}) wanted
    ), added as (
      insert into authorizations as present (${triplet}, department_authorization_id, space_id, created_at, starts_at,
                                             ends_at)
      select ${triplet}, department_authorization_id, ${spaceId}, ${now}::timestamptz, starts_at, ends_at
      from triplets order by number
      on conflict (${triplet}, department_authorization_id) do update
        set created_at = excluded.created_at, starts_at = excluded.starts_at, ends_at = excluded.ends_at
        where present.ends_at <= excluded.created_at or present.department_authorization_id is not null
      returning ${triplet}, department_authorization_id
    ), begun as (
      insert into deployments (permission_configuration_id, uin, space_id, status, created_at, updated_at)
      select distinct permission_configuration_id, uin, ${spaceId}, 'Deploying', ${now}::timestamptz,
             ${now}::timestamptz
      from added
      on conflict (permission_configuration_id, uin) do update
        set status = 'Deploying', failure_reason = '', updated_at = excluded.updated_at
        where deployments.status in ('DeployFailed', 'Undeploying')
    ), planned as (
      insert into tasks (task_id, space_id, task_type, status, failure_reason, failure_code, uin, principal_type, principal_id,
                         permission_configuration_id, created_at, updated_at, submission_id)
      select ${taskId(taskPrefix)}, ${spaceId}, 'CreateRoleAssignment',
             case when a.uin is null then 'Failed' else 'InProgress' end,
             case when a.uin is null then ${exists.message} else '' end,
             case when a.uin is null then ${exists.code} else '' end,
             t.uin, t.principal_type, t.principal_id, t.permission_configuration_id, ${now}::timestamptz,
             ${now}::timestamptz, ${submissionId}
      from triplets t
      left join added a
        on (a.permission_configuration_id, a.uin, a.principal_type, a.principal_id)
           = (t.permission_configuration_id, t.uin, t.principal_type, t.principal_id)
          and coalesce(a.department_authorization_id, '') = coalesce(t.department_authorization_id, '')
      returning uin, status
    )
    select count(*) filter (where status = 'InProgress') as "createdCount",
           count(*) filter (where status = 'Failed') as "existingCount",
           coalesce(array_agg(distinct uin) filter (where status = 'InProgress'), '{}') as uins
    from planned`.execute(db);
  return rows[0] as (typeof rows)[number];
}

/**
 * Takes all of these away that are there, in one statement, each with a task that says so. The rows name the
 * authorizations by triplet and `department_authorization_id`. Returns where they were.
 */
export async function takeAway(
  db: Transaction,
  spaceId: string,
  { withs, rows: unwanted }: Rows,
  { submissionId, taskPrefix, now }: Granting,
): Promise<{ removedCount: number; places: { configurationId: string; uin: number }[] }> {
  await withoutNestedLoops(db);
  const { rows } = await sql<{ configurationId: string; uin: number; count: number }>`
    with recursive ${withs},
    removed as (
      delete from authorizations a using (${unwanted}) unwanted
      where a.space_id = ${spaceId}
        and (a.permission_configuration_id, a.uin, a.principal_type, a.principal_id)
          = (unwanted.permission_configuration_id, unwanted.uin, unwanted.principal_type, unwanted.principal_id)
        and coalesce(a.department_authorization_id, '') = coalesce(unwanted.department_authorization_id, '')
      returning a.permission_configuration_id, a.uin, a.principal_type, a.principal_id, a.department_authorization_id
    ), numbered as (
      select row_number() over (order by uin, permission_configuration_id, principal_type, principal_id,
                                         department_authorization_id) - 1 as number, *
      from removed
    ), told as (
      insert into tasks (task_id, space_id, task_type, status, uin, principal_type, principal_id,
                         permission_configuration_id, created_at, updated_at, submission_id)
      select ${taskId(taskPrefix)}, ${spaceId}, 'DeleteRoleAssignment', 'Success', uin, principal_type, principal_id,
             permission_configuration_id, ${now}::timestamptz, ${now}::timestamptz, ${submissionId}
      from numbered
    )
    select permission_configuration_id as "configurationId", uin, count(*) as count from removed group by 1, 2
    order by 2, 1`.execute(db);
  return {
    removedCount: rows.reduce((sum, { count }) => sum + count, 0),
    places: rows.map(({ configurationId, uin }) => ({ configurationId, uin })),
  };
}
