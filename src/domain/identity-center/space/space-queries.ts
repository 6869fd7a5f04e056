import type { Selectable } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { SpaceTable } from '../../../platform/database/tables.ts';
import type { Space } from './space.ts';

export async function find(
  db: Transaction,
  organizationId: number,
  spaceId: string,
): Promise<Space | undefined> {
  const row = await db
    .selectFrom('spaces')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('space_id', '=', spaceId)
    .executeTakeFirst();
  return row && toSpace(row);
}

export async function findOfOrganization(
  db: Transaction,
  organizationId: number,
): Promise<Space | undefined> {
  const row = await db
    .selectFrom('spaces')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row && toSpace(row);
}

/** By the name in a URL, or one that it had, before anybody is known. The space of an organization that was deleted is closed. */
export async function findByName(
  db: Transaction,
  name: string,
): Promise<(Space & { organizationName: string }) | undefined> {
  const row = await db
    .selectFrom('spaces')
    .innerJoin('organizations', 'organizations.organization_id', 'spaces.organization_id')
    .selectAll('spaces')
    .innerJoin('space_names', 'space_names.space_id', 'spaces.space_id')
    .select('organizations.name as organization_name')
    .where('space_names.name', '=', name)
    .where('organizations.ended_at', 'is', null)
    .executeTakeFirst();
  return row && { ...toSpace(row), organizationName: row.organization_name };
}

/** Of the open ones, for a link that names no space. */
export async function listNames(db: Transaction, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('spaces')
    .innerJoin('organizations', 'organizations.organization_id', 'spaces.organization_id')
    .select('spaces.name')
    .where('organizations.ended_at', 'is', null)
    .limit(limit)
    .execute();
  return rows.map(({ name }) => name);
}

/** By its id, for actors who were let in by it. */
export async function findById(db: Transaction, spaceId: string): Promise<Space | undefined> {
  const row = await db.selectFrom('spaces').selectAll().where('space_id', '=', spaceId).executeTakeFirst();
  return row && toSpace(row);
}

/** Gives a space a name that no other has or had; false when one has. */
export async function takeName(db: Transaction, spaceId: string, name: string): Promise<boolean> {
  const row = await db
    .insertInto('space_names')
    .values({ name, space_id: spaceId })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ space_id: spaceId }).where('space_names.space_id', '=', spaceId),
    )
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

export async function rename(db: Transaction, spaceId: string, name: string, now: Date): Promise<void> {
  await db.updateTable('spaces').set({ name, updated_at: now }).where('space_id', '=', spaceId).execute();
}

/** What the directory may do. */
export async function setScim(
  db: Transaction,
  spaceId: string,
  values: { is_synchronizing: boolean } | { is_adopting: boolean },
  now: Date,
): Promise<void> {
  await db
    .updateTable('spaces')
    .set({ ...values, updated_at: now })
    .where('space_id', '=', spaceId)
    .execute();
}

/** Returns undefined when the name is taken anywhere. */
export async function insert(
  db: Transaction,
  space: Pick<Space, 'spaceId' | 'organizationId' | 'name'>,
  now: Date,
): Promise<Space | undefined> {
  if (!(await takeName(db, space.spaceId, space.name))) return undefined;
  const row = await db
    .insertInto('spaces')
    .values({
      space_id: space.spaceId,
      organization_id: space.organizationId,
      name: space.name,
      saml_name: space.name,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toSpace(row);
}

/** Lets nobody else count what the space holds until this transaction is over, so that its quotas hold. */
export async function lock(db: Transaction, organizationId: number, spaceId: string): Promise<void> {
  await db
    .selectFrom('spaces')
    .select('space_id')
    .where('organization_id', '=', organizationId)
    .where('space_id', '=', spaceId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/**
 * Lets nobody else count what the space holds, like `lock`, and notes that it gets so many more users. Returns how many it has then at
 * most; null when nobody has counted them yet.
 */
export async function expectUsers(
  db: Transaction,
  organizationId: number,
  spaceId: string,
  more: number,
): Promise<number | null> {
  const row = await db
    .updateTable('spaces')
    .set((of) => ({ users_at_most: of('users_at_most', '+', more) }))
    .where('organization_id', '=', organizationId)
    .where('space_id', '=', spaceId)
    .returning('users_at_most')
    .executeTakeFirst();
  return row?.users_at_most ?? null;
}

export async function setUsersAtMost(db: Transaction, spaceId: string, count: number): Promise<void> {
  await db.updateTable('spaces').set({ users_at_most: count }).where('space_id', '=', spaceId).execute();
}

const toSpace = (row: Selectable<SpaceTable>): Space => ({
  spaceId: row.space_id,
  organizationId: row.organization_id,
  name: row.name,
  samlName: row.saml_name,
  isSynchronizing: row.is_synchronizing,
  isAdopting: row.is_adopting,
  createTime: row.created_at,
  updateTime: row.updated_at,
});
