import { type Selectable, sql } from 'kysely';
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

/** By the name in a URL, before anybody is known. The space of an organization that was deleted is closed. */
export async function findByName(
  db: Transaction,
  name: string,
): Promise<(Space & { organizationName: string }) | undefined> {
  const row = await db
    .selectFrom('spaces')
    .innerJoin('organizations', 'organizations.organization_id', 'spaces.organization_id')
    .selectAll('spaces')
    .select('organizations.name as organization_name')
    .where('spaces.name', '=', name)
    .where('organizations.ended_at', 'is', null)
    .executeTakeFirst();
  return row && { ...toSpace(row), organizationName: row.organization_name };
}

/** By its id, for actors who were let in by it. */
export async function findById(db: Transaction, spaceId: string): Promise<Space | undefined> {
  const row = await db.selectFrom('spaces').selectAll().where('space_id', '=', spaceId).executeTakeFirst();
  return row && toSpace(row);
}

/** Returns undefined when the name is taken anywhere. */
export async function insert(db: Transaction, space: Space, now: Date): Promise<Space | undefined> {
  const row = await db
    .insertInto('spaces')
    .values({
      space_id: space.spaceId,
      organization_id: space.organizationId,
      name: space.name,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toSpace(row);
}

/** How much of everything the space holds, and how many logins were refused since then. */
export async function count(db: Transaction, spaceId: string, since: Date) {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from users where space_id = ${spaceId})                     as "userCount",
           (select count(*) from user_groups where space_id = ${spaceId})               as "groupCount",
           (select count(*) from permission_configurations where space_id = ${spaceId}) as "roleConfigurationCount",
           (select count(*) from authorizations where space_id = ${spaceId})            as "roleAssignmentCount",
           (select count(*) from user_synchronizations where space_id = ${spaceId})     as "userProvisioningCount",
           (select count(*) from deployments where space_id = ${spaceId})               as "roleConfigurationSyncCount",
           (select count(*) from tasks where space_id = ${spaceId} and status = 'Failed') as "failedTaskCount",
           (select count(*) from login_attempts where space_id = ${spaceId} and outcome = 'refused'
             and occurred_at > ${since})                                                as "refusedLoginCount",
           (select count(*) from accounts a join spaces s using (organization_id)
             where s.space_id = ${spaceId})                                              as "accountCount"
  `.execute(db);
  return rows[0];
}

const toSpace = (row: Selectable<SpaceTable>): Space => ({
  spaceId: row.space_id,
  organizationId: row.organization_id,
  name: row.name,
});
