import { sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { PermissionConfiguration } from './permission-configuration.ts';

type Tag = PermissionConfiguration['tags'][number];

/** Returns undefined when the name is taken in that space. */
export async function insert(
  db: Transaction,
  spaceId: string,
  configuration: PermissionConfiguration,
): Promise<PermissionConfiguration | undefined> {
  const inserted = await db
    .insertInto('permission_configurations')
    .values({
      permission_configuration_id: configuration.roleConfigurationId,
      space_id: spaceId,
      name: configuration.roleConfigurationName,
      description: configuration.description,
      session_seconds: configuration.sessionDuration,
      relay_state: configuration.relayState,
      created_at: configuration.createTime,
      updated_at: configuration.updateTime,
      tags: JSON.stringify(configuration.tags),
      version: configuration.version,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n ? configuration : undefined;
}

const ofSpace = (db: Transaction, spaceId: string) =>
  db
    .selectFrom('permission_configurations')
    .select([
      'permission_configuration_id as roleConfigurationId',
      'name as roleConfigurationName',
      'description',
      'session_seconds as sessionDuration',
      'relay_state as relayState',
      'created_at as createTime',
      'updated_at as updateTime',
      'version',
      sql<Tag[]>`tags`.as('tags'),
    ])
    .where('space_id', '=', spaceId);

export async function find(
  db: Transaction,
  spaceId: string,
  id: string,
): Promise<PermissionConfiguration | undefined> {
  return ofSpace(db, spaceId).where('permission_configuration_id', '=', id).executeTakeFirst();
}

/** The same, and while this transaction lasts nobody else edits it. */
export async function lock(
  db: Transaction,
  spaceId: string,
  id: string,
): Promise<PermissionConfiguration | undefined> {
  return ofSpace(db, spaceId).where('permission_configuration_id', '=', id).forUpdate().executeTakeFirst();
}

export async function setTags(
  db: Transaction,
  spaceId: string,
  id: string,
  tags: readonly Tag[],
  now: Date,
): Promise<void> {
  await db
    .updateTable('permission_configurations')
    .set({ tags: JSON.stringify(tags), updated_at: now })
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', id)
    .execute();
}

export async function count(db: Transaction, spaceId: string): Promise<number> {
  const { total } = await db
    .selectFrom('permission_configurations')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('space_id', '=', spaceId)
    .executeTakeFirstOrThrow();
  return total;
}

/** With its versions. It has no policies, deployments and authorizations by then. */
export async function remove(db: Transaction, spaceId: string, id: string): Promise<void> {
  await db
    .deleteFrom('permission_configurations')
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', id)
    .execute();
}

export async function list(
  db: Transaction,
  spaceId: string,
  { filter, offset, maxResults }: Listing,
): Promise<Page<PermissionConfiguration>> {
  const { total } = await db
    .selectFrom('permission_configurations')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('space_id', '=', spaceId)
    .where((where) =>
      where.or([
        where('name', 'ilike', containing(filter)),
        where('description', 'ilike', containing(filter)),
      ]),
    )
    .executeTakeFirstOrThrow();
  const items = await ofSpace(db, spaceId)
    .where((where) =>
      where.or([
        where('name', 'ilike', containing(filter)),
        where('description', 'ilike', containing(filter)),
      ]),
    )
    .orderBy('name')
    .offset(offset)
    .limit(maxResults)
    .execute();
  return { items, total };
}

export async function addPolicies(
  db: Transaction,
  spaceId: string,
  id: string,
  policyIds: readonly number[],
  now: Date,
): Promise<void> {
  await db
    .insertInto('permission_configuration_policies')
    .values(
      policyIds.map((policyId) => ({
        permission_configuration_id: id,
        policy_id: policyId,
        space_id: spaceId,
        added_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['permission_configuration_id', 'policy_id']).doNothing())
    .execute();
}

export async function listPolicies(
  db: Transaction,
  spaceId: string,
  id: string,
): Promise<{ policyId: number; addTime: Date }[]> {
  return db
    .selectFrom('permission_configuration_policies')
    .select(['policy_id as policyId', 'added_at as addTime'])
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', id)
    .orderBy('policy_id')
    .execute();
}
