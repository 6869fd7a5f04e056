import type { Actor } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { SsoConfiguration } from './sso-configuration.ts';

export interface SsoRevision {
  revision: number;
  configuration: SsoConfiguration;
  actor: Actor;
  changedAt: Date;
}

/** The latest first. */
export async function list(db: Transaction, spaceId: string, limit: number): Promise<SsoRevision[]> {
  const rows = await db
    .selectFrom('sso_revisions')
    .selectAll()
    .where('space_id', '=', spaceId)
    .orderBy('revision', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    revision: row.revision,
    configuration: row.configuration as SsoConfiguration,
    actor: row.actor as Actor,
    changedAt: row.changed_at,
  }));
}

export async function find(
  db: Transaction,
  spaceId: string,
  revision: number,
): Promise<SsoConfiguration | undefined> {
  const row = await db
    .selectFrom('sso_revisions')
    .select('configuration')
    .where('space_id', '=', spaceId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row && (row.configuration as SsoConfiguration);
}

/** When the settings were first made, and last changed. */
export async function findTimes(
  db: Transaction,
  spaceId: string,
): Promise<{ createTime: Date; updateTime: Date }> {
  return db
    .selectFrom('sso_revisions')
    .select((of) => [
      of.fn.min<Date>('changed_at').as('createTime'),
      of.fn.max<Date>('changed_at').as('updateTime'),
    ])
    .where('space_id', '=', spaceId)
    .executeTakeFirstOrThrow();
}
