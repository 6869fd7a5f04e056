import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_events (
      event_id    bigint primary key generated always as identity,
      action      text not null,
      actor       jsonb not null,
      input       jsonb not null,
      occurred_at timestamptz not null
    )`.execute(db);
  await sql`create index audit_events_by_time on audit_events (occurred_at)`.execute(db);
}
