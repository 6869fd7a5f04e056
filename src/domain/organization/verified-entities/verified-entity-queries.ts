import { type Selectable, sql } from 'kysely';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { VerifiedEntityTable } from '../../../platform/database/tables.ts';
import type { VerifiedEntity } from './verified-entity.ts';

export interface ListedEntity extends VerifiedEntity {
  adminName: string | null;
  /** Accounts of the organization that are verified as it. */
  accountCount: number;
}

export async function find(
  db: Transaction,
  organizationId: number,
  relationId: number,
): Promise<VerifiedEntity | undefined> {
  const row = await ofOrganization(db, organizationId)
    .where('relation_id', '=', relationId)
    .executeTakeFirst();
  return row && toEntity(row);
}

export async function findByName(
  db: Transaction,
  organizationId: number,
  name: string,
): Promise<VerifiedEntity | undefined> {
  const row = await ofOrganization(db, organizationId).where('name', '=', name).executeTakeFirst();
  return row && toEntity(row);
}

/** That of the admin account. */
export async function findOwn(db: Transaction, organizationId: number): Promise<VerifiedEntity> {
  const row = await ofOrganization(db, organizationId).where('kind', '=', 'admin').executeTakeFirstOrThrow();
  return toEntity(row);
}

const ofOrganization = (db: Transaction, organizationId: number) =>
  db.selectFrom('verified_entities').selectAll().where('organization_id', '=', organizationId);

/** The entity that this account administers, if any. */
export async function findAdministeredBy(
  db: Transaction,
  organizationId: number,
  uin: number,
): Promise<VerifiedEntity | undefined> {
  const row = await ofOrganization(db, organizationId).where('admin_uin', '=', uin).executeTakeFirst();
  return row && toEntity(row);
}

interface EntitySearch {
  text: string;
  relationId?: number | undefined;
  offset: number;
  limit: number;
}

export async function page(
  db: Transaction,
  organizationId: number,
  { text, relationId, offset, limit }: EntitySearch,
): Promise<Page<ListedEntity>> {
  const found = sql`from verified_entities e
    where e.organization_id = ${organizationId} and e.name ilike ${containing(text)}
      ${relationId === undefined ? sql`` : sql`and e.relation_id = ${relationId}`}`;
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${found}`.execute(db);
  const { rows } = await sql<ListedEntity>`
    select e.relation_id as "relationId", e.name, e.kind, e.admin_uin as "adminUin", e.added_at as "addTime",
           (select name from accounts where uin = e.admin_uin) as "adminName",
           (select count(*) from accounts a
            where a.organization_id = e.organization_id and a.verified_entity = e.name)::int as "accountCount"
    ${found}
    order by e.kind, lower(e.name), e.relation_id
    offset ${offset} limit ${limit}`.execute(db);
  return { items: rows, total: counted[0]?.total ?? 0 };
}

/** Returns undefined when the organization has the entity already. */
export async function insert(
  db: Transaction,
  organizationId: number,
  { name, kind }: Pick<VerifiedEntity, 'name' | 'kind'>,
  now: Date,
): Promise<VerifiedEntity | undefined> {
  const row = await db
    .insertInto('verified_entities')
    .values({ organization_id: organizationId, name, kind, admin_uin: null, added_at: now })
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toEntity(row);
}

export async function setAdministrator(
  db: Transaction,
  organizationId: number,
  relationId: number,
  adminUin: number,
): Promise<void> {
  await db
    .updateTable('verified_entities')
    .set({ admin_uin: adminUin })
    .where('organization_id', '=', organizationId)
    .where('relation_id', '=', relationId)
    .execute();
}

/** How many accounts would lose their entity: members, and those that wait for its approval. */
export async function countUses(
  db: Transaction,
  organizationId: number,
  { relationId, name }: VerifiedEntity,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from accounts
            where organization_id = ${organizationId} and verified_entity = ${name})::int
         + (select count(*) from member_creations
            where organization_id = ${organizationId} and relation_id = ${relationId}
              and state = 'Pending')::int as count`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function remove(db: Transaction, organizationId: number, relationId: number): Promise<void> {
  await db
    .deleteFrom('verified_entities')
    .where('organization_id', '=', organizationId)
    .where('relation_id', '=', relationId)
    .execute();
}

const toEntity = (row: Selectable<VerifiedEntityTable>): VerifiedEntity => ({
  relationId: row.relation_id,
  name: row.name,
  kind: row.kind,
  adminUin: row.admin_uin,
  addTime: row.added_at,
});
