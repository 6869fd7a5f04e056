import { sql } from 'kysely';
import type { Actor } from '../../../../action/actor.ts';
import type { Page } from '../../../../action/page.ts';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { Draft } from '../drafts/draft.ts';
import { chosen, withoutNestedLoops } from './plan-queries.ts';

/** The chosen accounts cannot leave the organization while this transaction lasts. */
export async function holdAccounts(db: Transaction, organizationId: number, draft: Draft): Promise<void> {
  await sql`
    select uin from accounts
    where organization_id = ${organizationId} and uin = any(${draft.uins}::bigint[])
    order by uin for share`.execute(db);
}

export async function insert(
  db: Transaction,
  spaceId: string,
  submission: { submissionId: string; actor: Actor; now: Date },
): Promise<void> {
  await db
    .insertInto('authorization_submissions')
    .values({
      submission_id: submission.submissionId,
      space_id: spaceId,
      actor: JSON.stringify(submission.actor),
      created_at: submission.now,
    })
    .execute();
}

/**
 * All triplets of a draft in one statement: the authorizations that are new, the deployments that they need, and a
 * task for each triplet; that of one that exists already has failed with its reason. An authorization that has ended
 * and was not taken away yet gives way to the new one. Returns the accounts in which there is something to do.
 */
export async function apply(
  db: Transaction,
  spaceId: string,
  draft: Draft,
  { submissionId, taskPrefix, now }: { submissionId: string; taskPrefix: string; now: Date },
): Promise<{ createdCount: number; existingCount: number; uins: number[] }> {
  await withoutNestedLoops(db);
  const { rows } = await sql<{ createdCount: number; existingCount: number; uins: number[] }>`
    with ${chosen(spaceId, draft)},
    triplets as materialized (
      select row_number() over (order by uin, permission_configuration_id, principal_type, principal_id) - 1 as number,
             uin, permission_configuration_id, principal_type, principal_id
      from targets cross join configurations cross join principals
    ), added as (
      insert into authorizations as present (permission_configuration_id, uin, principal_type, principal_id, space_id,
                                             created_at, starts_at, ends_at)
      select permission_configuration_id, uin, principal_type, principal_id, ${spaceId}, ${now}::timestamptz,
             ${draft.startTime}::timestamptz, ${draft.endTime}::timestamptz
      from triplets order by number
      on conflict (permission_configuration_id, uin, principal_type, principal_id) do update
        set created_at = excluded.created_at, starts_at = excluded.starts_at, ends_at = excluded.ends_at
        where present.ends_at <= excluded.created_at
      returning permission_configuration_id, uin, principal_type, principal_id
    ), begun as (
      insert into deployments (permission_configuration_id, uin, space_id, status, created_at, updated_at)
      select distinct permission_configuration_id, uin, ${spaceId}, 'Deploying', ${now}::timestamptz,
             ${now}::timestamptz
      from added
      on conflict (permission_configuration_id, uin) do update
        set status = 'Deploying', failure_reason = '', updated_at = excluded.updated_at
        where deployments.status in ('DeployFailed', 'Undeploying')
    ), planned as (
      insert into tasks (task_id, space_id, task_type, status, failure_reason, uin, principal_type, principal_id,
                         permission_configuration_id, created_at, updated_at, submission_id)
      select ${taskPrefix} || lpad(number::text, 5, '0'), ${spaceId}, 'CreateRoleAssignment',
             case when a.uin is null then 'Failed' else 'InProgress' end,
             case when a.uin is null then 'This authorization exists already.' else '' end,
             t.uin, t.principal_type, t.principal_id, t.permission_configuration_id, ${now}::timestamptz,
             ${now}::timestamptz, ${submissionId}
      from triplets t
      left join added a using (permission_configuration_id, uin, principal_type, principal_id)
      returning uin, status
    )
    select count(*) filter (where status = 'InProgress') as "createdCount",
           count(*) filter (where status = 'Failed') as "existingCount",
           coalesce(array_agg(distinct uin) filter (where status = 'InProgress'), '{}') as uins
    from planned`.execute(db);
  return rows[0] as (typeof rows)[number];
}

export interface Submission {
  submissionId: string;
  actor: unknown;
  createTime: Date;
  totalCount: number;
  doneCount: number;
  failedCount: number;
  pendingCount: number;
}

export async function find(
  db: Transaction,
  spaceId: string,
  submissionId: string,
): Promise<Submission | undefined> {
  const { rows } = await sql<Submission>`
    select s.submission_id as "submissionId", s.actor, s.created_at as "createTime", counted.*
    from authorization_submissions s
    cross join lateral (
      select count(*) as "totalCount", count(*) filter (where status = 'Success') as "doneCount",
             count(*) filter (where status = 'InProgress') as "pendingCount",
             count(*) filter (where status not in ('Success', 'InProgress')) as "failedCount"
      from tasks t where t.submission_id = s.submission_id) counted
    where s.space_id = ${spaceId} and s.submission_id = ${submissionId}`.execute(db);
  return rows[0];
}

export interface SubmittedTask {
  taskId: string;
  failureReason: string;
  principalType: 'User' | 'Group';
  principalName: string;
  targetUin: number;
  targetName: string;
  roleConfigurationName: string;
}

/** Those in a state, by account. Names of what is gone by now are empty. */
export async function listTasks(
  db: Transaction,
  spaceId: string,
  submissionId: string,
  asked: { isFailed: boolean; offset: number; maxResults: number },
): Promise<Page<SubmittedTask>> {
  const found = sql`
    from tasks t
    where t.space_id = ${spaceId} and t.submission_id = ${submissionId}
      and ${asked.isFailed ? sql`t.status not in ('Success', 'InProgress')` : sql`t.status = 'InProgress'`}`;
  const counted = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
  const { rows } = await sql<SubmittedTask>`
    select t.task_id as "taskId", t.failure_reason as "failureReason", t.principal_type as "principalType",
           coalesce((select user_name from users where user_id = t.principal_id),
                    (select group_name from user_groups where group_id = t.principal_id), '') as "principalName",
           t.uin as "targetUin", (select name from accounts where uin = t.uin) as "targetName",
           coalesce((select name from permission_configurations c
                      where c.permission_configuration_id = t.permission_configuration_id), '')
             as "roleConfigurationName"
    ${found}
    order by t.task_id offset ${asked.offset} limit ${asked.maxResults}`.execute(db);
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}
