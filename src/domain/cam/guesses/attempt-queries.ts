import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

export interface Attempts {
  /** From this network, this attempt included. */
  here: number;
  /** From all networks together. */
  everywhere: number;
}

/** Counts an attempt before it is looked at, so that simultaneous guesses count as well. */
export async function count(
  db: Transaction,
  subjectHash: string,
  network: string,
  windowStart: Date,
  now: Date,
): Promise<Attempts> {
  const { rows } = await sql<Attempts>`
    with counted as (
      insert into sign_in_attempts as a (subject_hash, network, attempts, since)
      values (${subjectHash}, ${network}, 1, ${now})
      on conflict (subject_hash, network) do update set
        attempts = case when a.since < ${windowStart} then 1 else a.attempts + 1 end,
        since = case when a.since < ${windowStart} then ${now} else a.since end
      returning attempts
    )
    select c.attempts as here,
           c.attempts + coalesce(sum(o.attempts), 0)::integer as everywhere
    from counted c
    left join sign_in_attempts o
      on o.subject_hash = ${subjectHash} and o.network <> ${network} and o.since >= ${windowStart}
    group by c.attempts`.execute(db);
  return rows[0] as Attempts;
}

/** After a sign-in that worked, this network starts anew; what others guess is still counted. */
export async function forget(db: Transaction, subjectHash: string, network: string): Promise<void> {
  await db
    .deleteFrom('sign_in_attempts')
    .where('subject_hash', '=', subjectHash)
    .where('network', '=', network)
    .execute();
}
