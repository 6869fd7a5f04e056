import { type Kysely, sql } from 'kysely';

/** Several logins in one statement: under load, what a statement costs is shared (see `in-batches.ts`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function use_up_logins(several jsonb, responses_sealed text[]) returns jsonb language plpgsql as $$
    declare
      used jsonb := '[]';
    begin
      for place in 0 .. jsonb_array_length(several) - 1 loop
        used := used || use_up_login(several->place, responses_sealed[place + 1]);
      end loop;
      return used;
    end $$`.execute(db);
}
