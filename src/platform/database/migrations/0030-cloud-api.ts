import { type Kysely, sql } from 'kysely';

/** Signatures of the older form that were accepted, until the request would be refused for its age anyway. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table used_signatures (
      secret_id  text not null,
      signature  text not null,
      expires_at timestamptz not null,
      primary key (secret_id, signature)
    )`.execute(db);
  await sql`create index used_signatures_by_end on used_signatures (expires_at)`.execute(db);
}
