import { type Kysely, sql } from 'kysely';

/** What a directory says of its users and groups beyond what has a column. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users
      add column external_id text,
      -- The attributes of SCIM that have no column, by the names of its schemas.
      add column scim    jsonb not null default '{}',
      -- Counts the changes that a directory can see.
      add column version integer not null default 1`.execute(db);
  await sql`
    alter table user_groups
      add column external_id text,
      add column version integer not null default 1`.execute(db);
  for (const [table, id] of [
    ['users', 'user_id'],
    ['user_groups', 'group_id'],
  ] as const) {
    await sql`create index ${sql.id(`${table}_of_directory`)} on ${sql.id(table)} (space_id, created_at, ${sql.id(id)})
              where source = 'Synchronized'`.execute(db);
    await sql`create index ${sql.id(`${table}_by_external_id`)} on ${sql.id(table)} (space_id, external_id)
              where external_id is not null`.execute(db);
  }
  // A directory may give several people one address; nobody logs in by it. What people type is checked as before.
  await sql`drop index user_emails`.execute(db);
  await sql`create unique index user_emails on users (space_id, lower(email))
            where email <> '' and source = 'Manual'`.execute(db);
  await sql`create index users_by_email on users (space_id, lower(email)) where email <> ''`.execute(db);
}
