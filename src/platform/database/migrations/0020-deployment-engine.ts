import { type Kysely, sql } from 'kysely';

/** What working off tasks account by account needs to remember, so that any node can go on where another stopped. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tasks(db);
  await deployments(db);
  await camUsers(db);
}

async function tasks(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table tasks
      -- When a worker first took it up; until then it may be cancelled.
      add column started_at   timestamptz,
      -- How often a worker took it up; one that keeps breaking its workers is given up.
      add column attempts     integer not null default 0,
      add column failure_code text not null default '',
      -- Whoever deploys a configuration or checks it does so for nobody in particular.
      alter column principal_type drop not null,
      alter column principal_id drop not null,
      -- A task is history: it outlives the configuration that it was about.
      drop constraint if exists tasks_permission_configuration_id_fkey`.execute(db);
  await sql`create index tasks_to_work_off on tasks (space_id, uin) where status = 'InProgress'`.execute(db);
  await sql`create index tasks_by_age on tasks (space_id, created_at desc, task_id)`.execute(db);
  await sql`
    create table account_leases (
      -- Whoever works on an account has it for a while; a node that dies loses it.
      uin        bigint primary key references accounts on delete cascade,
      space_id   text not null references spaces,
      holder     text not null,
      expires_at timestamptz not null
    )`.execute(db);
}

async function deployments(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table deployments
      drop constraint deployments_status_check,
      add constraint deployments_status_check check
        (status in ('Deploying', 'Deployed', 'DeployedRequired', 'DeployFailed', 'Undeploying')),
      -- The hash of what was deployed last; empty while nothing is in the account.
      add column deployed_hash    text not null default '',
      -- What the last check found to differ, null before the first check.
      add column drift            jsonb,
      add column drift_checked_at timestamptz`.execute(db);
  await sql`update deployments set deployed_hash = 'earlier'
            where status in ('Deployed', 'DeployedRequired')`.execute(db);
}

async function camUsers(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table user_synchronizations
      add column status         text not null default 'Synchronizing'
                                check (status in ('Synchronizing', 'Synchronized', 'Failed')),
      add column failure_reason text not null default ''`.execute(db);
  await sql`update user_synchronizations set status = 'Synchronized'`.execute(db);
  await sql`
    alter table synchronized_cam_users
      -- The CAM user may have to be taken out of the account after the person is gone.
      drop constraint synchronized_cam_users_user_id_fkey,
      -- False from just before the CAM user is made until that is known to have worked.
      add column is_created       boolean not null default true,
      -- Tells the CAM user from another one that has its name later.
      add column cam_user_uin     bigint,
      -- What becomes of the CAM user, once nothing covers the person any more.
      add column release_strategy text check (release_strategy in ('Keep', 'Delete'))`.execute(db);
  await sql`
    update synchronized_cam_users s set cam_user_uin = c.user_uin
    from cam_users c where c.uin = s.uin and c.user_name = s.cam_user_name`.execute(db);
}
