import type { Actor } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { ConfigurationContent } from './configuration-content.ts';

export interface ConfigurationVersion {
  version: number;
  content: ConfigurationContent;
  /** Null for what was there before versions were kept. */
  actor: Actor | null;
  changeTime: Date;
}

/** The version that the configuration is at now. */
export async function keep(
  db: Transaction,
  spaceId: string,
  id: string,
  content: ConfigurationContent,
  by: { actor: Actor; now: Date },
): Promise<void> {
  await db
    .insertInto('permission_configuration_versions')
    .columns(['permission_configuration_id', 'version', 'space_id', 'content', 'actor', 'changed_at'])
    .expression((of) =>
      of
        .selectFrom('permission_configurations')
        .select((row) => [
          'permission_configuration_id',
          'version',
          'space_id',
          row.val(JSON.stringify(content)).$castTo<unknown>().as('content'),
          row.val(JSON.stringify(by.actor)).$castTo<unknown>().as('actor'),
          row.val(by.now).as('changed_at'),
        ])
        .where('space_id', '=', spaceId)
        .where('permission_configuration_id', '=', id),
    )
    .execute();
}

/** The latest first; `before` leads on to those below it. */
export async function list(
  db: Transaction,
  spaceId: string,
  id: string,
  { before, limit }: { before: number; limit: number },
): Promise<ConfigurationVersion[]> {
  const rows = await ofConfiguration(db, spaceId, id)
    .where('version', '<', before)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toVersion);
}

export async function find(
  db: Transaction,
  spaceId: string,
  id: string,
  version: number,
): Promise<ConfigurationVersion | undefined> {
  const row = await ofConfiguration(db, spaceId, id).where('version', '=', version).executeTakeFirst();
  return row && toVersion(row);
}

const ofConfiguration = (db: Transaction, spaceId: string, id: string) =>
  db
    .selectFrom('permission_configuration_versions')
    .select(['version', 'content', 'actor', 'changed_at as changeTime'])
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', id);

const toVersion = (row: { version: number; content: unknown; actor: unknown; changeTime: Date }) => ({
  ...row,
  content: row.content as ConfigurationContent,
  actor: row.actor as Actor | null,
});
