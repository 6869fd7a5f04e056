import { type Selectable, sql } from 'kysely';
import type { Actor } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { SsoSettingsTable } from '../../../platform/database/tables.ts';
import type { SsoConfiguration } from './sso-configuration.ts';

export interface SsoSettings {
  revision: number;
  configuration: SsoConfiguration;
  candidate: SsoCandidate | undefined;
  refreshedAt: Date | undefined;
  refreshProblem: string;
}

/** A configuration that was prepared and is not used yet. */
export interface SsoCandidate {
  configuration: SsoConfiguration;
  actor: Actor;
  at: Date;
  testedAt: Date | undefined;
}

/** Locked: whoever changes the settings builds on what is there, the first time as well. */
export async function lock(db: Transaction, spaceId: string): Promise<SsoSettings | undefined> {
  await db.selectFrom('spaces').select('space_id').where('space_id', '=', spaceId).forUpdate().execute();
  return find(db, spaceId);
}

export async function find(db: Transaction, spaceId: string): Promise<SsoSettings | undefined> {
  const row = await db
    .selectFrom('sso_settings')
    .selectAll()
    .where('space_id', '=', spaceId)
    .executeTakeFirst();
  return row && toSettings(row);
}

/** Makes this the configuration from now on, and keeps it in the history. The candidate has had its day. */
export async function putRevision(
  db: Transaction,
  spaceId: string,
  {
    revision,
    configuration,
    actor,
    now,
  }: { revision: number; configuration: SsoConfiguration; actor: Actor; now: Date },
): Promise<void> {
  const document = JSON.stringify(configuration);
  // What the product changes by itself is not what somebody prepared.
  const settings = {
    revision,
    configuration: document,
    refresh_problem: '',
    ...(actor.kind !== 'system' && noCandidate),
  };
  await db
    .insertInto('sso_settings')
    .values({ space_id: spaceId, refreshed_at: null, ...settings })
    .onConflict((conflict) => conflict.column('space_id').doUpdateSet(settings))
    .execute();
  await db
    .insertInto('sso_revisions')
    .values({
      space_id: spaceId,
      revision,
      configuration: document,
      actor: JSON.stringify(actor),
      changed_at: now,
    })
    .execute();
}

const noCandidate = { candidate: null, candidate_actor: null, candidate_at: null, tested_at: null };

/** Test logins that began with what was prepared before say nothing of this one. */
export async function putCandidate(
  db: Transaction,
  spaceId: string,
  {
    candidate,
    current,
    actor,
    now,
  }: { candidate: SsoConfiguration; current: SsoConfiguration; actor: Actor; now: Date },
): Promise<void> {
  await db
    .deleteFrom('login_requests')
    .where('space_id', '=', spaceId)
    .where('purpose', '=', 'candidate-test')
    .where('consumed_at', 'is', null)
    .execute();
  const changes = {
    candidate: JSON.stringify(candidate),
    candidate_actor: JSON.stringify(actor),
    candidate_at: now,
    tested_at: null,
  };
  await db
    .insertInto('sso_settings')
    .values({
      space_id: spaceId,
      revision: 0,
      configuration: JSON.stringify(current),
      refreshed_at: null,
      ...changes,
    })
    .onConflict((conflict) => conflict.column('space_id').doUpdateSet(changes))
    .execute();
}

export async function removeCandidate(db: Transaction, spaceId: string): Promise<void> {
  await db.updateTable('sso_settings').set(noCandidate).where('space_id', '=', spaceId).execute();
}

/** Only of the candidate that was tried; another one may have come meanwhile. */
export async function setTested(
  db: Transaction,
  spaceId: string,
  candidateAt: Date | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('sso_settings')
    .set({ tested_at: now })
    .where('space_id', '=', spaceId)
    .where('candidate_at', '=', candidateAt)
    .execute();
}

/** What came of reading the metadata again; an empty problem means that it went well. */
export async function setRefreshed(
  db: Transaction,
  spaceId: string,
  problem: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('sso_settings')
    .set({ refreshed_at: now, refresh_problem: problem })
    .where('space_id', '=', spaceId)
    .execute();
}

/** The spaces whose metadata was not read since then. Each is claimed by one node only. */
export async function claimDue(
  db: Transaction,
  before: Date,
  now: Date,
): Promise<{ spaceId: string; metadataUrl: string }[]> {
  const { rows } = await sql<{ spaceId: string; metadataUrl: string }>`
    update sso_settings set refreshed_at = ${now}
    where configuration->>'metadataUrl' <> '' and (refreshed_at is null or refreshed_at < ${before})
      and space_id in (select space_id from spaces join organizations using (organization_id)
                       where ended_at is null)
    returning space_id as "spaceId", configuration->>'metadataUrl' as "metadataUrl"`.execute(db);
  return rows;
}

const toSettings = (row: Selectable<SsoSettingsTable>): SsoSettings => ({
  revision: row.revision,
  configuration: row.configuration as SsoConfiguration,
  candidate: row.candidate
    ? {
        configuration: row.candidate as SsoConfiguration,
        actor: row.candidate_actor as Actor,
        at: row.candidate_at as Date,
        testedAt: row.tested_at ?? undefined,
      }
    : undefined,
  refreshedAt: row.refreshed_at ?? undefined,
  refreshProblem: row.refresh_problem,
});
