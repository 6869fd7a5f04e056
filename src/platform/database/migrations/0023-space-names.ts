import { type Kysely, sql } from 'kysely';

/** A space may be renamed. What its identity provider and its accounts know of it stays. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table spaces add column saml_name text`.execute(db);
  await sql`update spaces set saml_name = name`.execute(db);
  await sql`alter table spaces alter column saml_name set not null`.execute(db);
  // Every name that a space has or had, so that its old addresses lead to it and to nobody else.
  await sql`
    create table space_names (
      name     text primary key,
      space_id text not null references spaces deferrable initially deferred
    )`.execute(db);
  await sql`insert into space_names (name, space_id) select name, space_id from spaces`.execute(db);
}
