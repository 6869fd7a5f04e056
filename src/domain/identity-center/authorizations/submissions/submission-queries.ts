import { sql } from 'kysely';
import type { Actor } from '../../../../action/actor.ts';
import type { Page } from '../../../../action/page.ts';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { Draft } from '../drafts/draft.ts';
import type { Rows } from '../granting-queries.ts';
import { chosen } from './plan-queries.ts';

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

/** All triplets of a draft, as authorizations of the accounts' own. */
export const tripletsOf = (spaceId: string, organizationId: number, draft: Draft): Rows => ({
  withs: chosen(spaceId, organizationId, draft),
  rows: sql`
    select uin, permission_configuration_id, principal_type, principal_id, null::text as department_authorization_id,
           ${draft.startTime}::timestamptz as starts_at, ${draft.endTime}::timestamptz as ends_at
    from targets cross join configurations cross join principals`,
});

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
  failureCode: string;
  failureDetails: Record<string, string | number>;
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
    select t.task_id as "taskId", t.failure_reason as "failureReason",
           t.failure_code as "failureCode", t.failure_details as "failureDetails", t.principal_type as "principalType",
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
