import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await configurations(db);
  await validity(db);
  await submissions(db);
}

async function configurations(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table permission_configurations
      add column tags    jsonb   not null default '[]',
      -- Grows with every edit of what the configuration says.
      add column version integer not null default 1`.execute(db);
  await sql`
    create table permission_configuration_custom_policies (
      permission_configuration_id text not null references permission_configurations on delete cascade,
      policy_name text not null,
      space_id    text not null references spaces,
      -- As it was written.
      document    text not null,
      added_at    timestamptz not null,
      primary key (permission_configuration_id, policy_name)
    )`.execute(db);
  await sql`
    create table permission_configuration_versions (
      permission_configuration_id text not null references permission_configurations on delete cascade,
      version    integer not null,
      space_id   text not null references spaces,
      content    jsonb not null,
      -- Null for what was there before versions were kept.
      actor      jsonb,
      changed_at timestamptz not null,
      primary key (permission_configuration_id, version)
    )`.execute(db);
  await sql`
    insert into permission_configuration_versions
    select c.permission_configuration_id, 1, c.space_id,
           jsonb_build_object(
             'description', c.description, 'sessionDuration', c.session_seconds, 'relayState', c.relay_state,
             'policyIds', coalesce((select jsonb_agg(p.policy_id order by p.policy_id)
                                      from permission_configuration_policies p
                                     where p.permission_configuration_id = c.permission_configuration_id), '[]'),
             'customPolicies', '[]'::jsonb),
           null, c.updated_at
      from permission_configurations c`.execute(db);
  // A task is history: it outlives the configuration that it was about.
  await sql`alter table tasks drop constraint if exists tasks_permission_configuration_id_fkey`.execute(db);
}

async function validity(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table authorizations
      -- From when and until when it counts; null is without a bound.
      add column starts_at timestamptz,
      add column ends_at   timestamptz,
      add constraint authorizations_start_before_end check (starts_at < ends_at)`.execute(db);
  await sql`create index authorizations_that_end on authorizations (ends_at) where ends_at is not null`.execute(
    db,
  );
  await sql`create index authorizations_of_configuration
            on authorizations (space_id, permission_configuration_id)`.execute(db);
}

async function submissions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table authorization_drafts (
      draft_id   text primary key,
      space_id   text not null references spaces,
      -- Whoever began it; nobody else sees it, so that nobody submits what another has changed.
      owner      text not null,
      -- Grows with every change: what is submitted is what was reviewed.
      revision   integer not null default 1,
      uins       bigint[] not null default '{}',
      user_ids   text[] not null default '{}',
      group_ids  text[] not null default '{}',
      permission_configuration_ids text[] not null default '{}',
      starts_at  timestamptz,
      ends_at    timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`.execute(db);
  await sql`create index authorization_drafts_of_owner on authorization_drafts (space_id, owner)`.execute(db);
  await sql`
    create table authorization_submissions (
      submission_id text primary key,
      space_id      text not null references spaces,
      actor         jsonb not null,
      created_at    timestamptz not null
    )`.execute(db);
  await sql`create index authorization_submissions_of_space
            on authorization_submissions (space_id, created_at desc)`.execute(db);
  await sql`alter table tasks add column submission_id text references authorization_submissions`.execute(db);
  await sql`create index tasks_of_submission on tasks (submission_id, status)
            where submission_id is not null`.execute(db);
}
