import { type Kysely, sql } from 'kysely';

/** What ends, and what is given back, when an organization or an identity provider goes out of an account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table cam_users
      -- Of a user of the account's own that a space took over: since when, and what it was like before.
      add column taken_over_at     timestamptz,
      add column own_remark        text,
      add column own_console_login boolean,
      add constraint taken_over_or_not
        check (num_nonnulls(taken_over_at, own_remark, own_console_login) in (0, 3))`.execute(db);
  // Another provider is another row with another number, so that sessions which the former one opened end.
  await sql`alter table cam_user_sso
            add column user_sso_id bigint not null unique generated always as identity`.execute(db);
  await sql`alter table sts_sessions
            add column user_sso_id bigint references cam_user_sso (user_sso_id) on delete cascade`.execute(
    db,
  );
  await sql`create index sts_sessions_by_user_sso on sts_sessions (user_sso_id)
            where user_sso_id is not null`.execute(db);
}
