import { type Kysely, sql } from 'kysely';

/**
 * Pages of a hundred thousand users; and sessions in accounts that end with the employee. Each hangs on the assertion
 * that let the employee in, and the assertion hangs on the employee.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index users_by_age on users (space_id, created_at, user_id)`.execute(db);
  await sql`create index user_groups_by_age on user_groups (space_id, created_at, group_id)`.execute(db);
  await sql`create index members_of_group on group_members (space_id, group_id)`.execute(db);
  await sql`create index portal_logins_of_user on portal_logins (user_id)`.execute(db);
  await sql`create index login_attempts_of_user on login_attempts (space_id, user_name, occurred_at desc)`.execute(
    db,
  );
  await sql`
    create table account_entries (
      -- The ID of the assertion.
      entry_id   text primary key,
      space_id   text not null references spaces,
      user_id    text not null references users on delete cascade,
      -- The account, and as what: the permission configuration, or null as a CAM user.
      uin        bigint not null,
      permission_configuration_id text,
      entered_as text not null,
      created_at timestamptz not null,
      -- Of the assertion at first, then of the session that it opened.
      expires_at timestamptz not null,
      used_at    timestamptz
    )`.execute(db);
  await sql`create index account_entries_of_user on account_entries (user_id)`.execute(db);
  await sql`create index account_entries_by_expiry on account_entries (expires_at)`.execute(db);
  await sql`
    alter table sts_sessions
      add column entry_id text references account_entries on delete cascade`.execute(db);
  await sql`create index sts_sessions_of_entry on sts_sessions (entry_id)
            where entry_id is not null`.execute(db);
  await endUnlinkedSessions(db);
}

/** Nobody knows whose the sessions of before are, so that they would outlive the employee. One can enter again. */
async function endUnlinkedSessions(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from sts_sessions s using cam_saml_providers p
    where p.uin = s.provider_uin and p.name = s.provider_name and p.space_id is not null`.execute(db);
  await sql`
    delete from web_sessions
    where content -> 'account' -> 'principal' -> 'identity' ->> 'type' = 'cam-user'`.execute(db);
}
