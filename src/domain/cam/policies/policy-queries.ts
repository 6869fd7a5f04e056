import type { Selectable } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { listedPage } from '../../../platform/database/listed-page.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { CamPolicyTable } from '../../../platform/database/tables.ts';
import type { CustomPolicy } from './custom-policy.ts';

export async function count(db: Transaction, uin: number): Promise<number> {
  const { total } = await db
    .selectFrom('cam_policies')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('uin', '=', uin)
    .executeTakeFirstOrThrow();
  return total;
}

export async function find(
  db: Transaction,
  uin: number,
  policyId: number,
): Promise<CustomPolicy | undefined> {
  const row = await db
    .selectFrom('cam_policies')
    .selectAll()
    .where('uin', '=', uin)
    .where('policy_id', '=', policyId)
    .executeTakeFirst();
  return row && toCustomPolicy(row);
}

export async function findByName(
  db: Transaction,
  uin: number,
  policyName: string,
): Promise<CustomPolicy | undefined> {
  const row = await db
    .selectFrom('cam_policies')
    .selectAll()
    .where('uin', '=', uin)
    .where('policy_name', '=', policyName)
    .executeTakeFirst();
  return row && toCustomPolicy(row);
}

export async function list(
  db: Transaction,
  uin: number,
  { filter, ...page }: Listing,
): Promise<Page<CustomPolicy>> {
  const found = db
    .selectFrom('cam_policies')
    .selectAll()
    .where('uin', '=', uin)
    .where((where) =>
      where.or([
        where('policy_name', 'ilike', containing(filter)),
        where('description', 'ilike', containing(filter)),
      ]),
    );
  const { rows, total } = await listedPage(found.orderBy('policy_name'), page);
  return { items: rows.map(toCustomPolicy), total };
}

/** Creates it with its first version. Returns undefined when the account already has a policy of that name. */
export async function insert(
  db: Transaction,
  uin: number,
  policy: Pick<CustomPolicy, 'policyName' | 'description' | 'spaceId'>,
  document: string,
  now: Date,
): Promise<number | undefined> {
  const row = await db
    .insertInto('cam_policies')
    .values({
      uin,
      policy_name: policy.policyName,
      description: policy.description,
      default_version: 1,
      last_version: 1,
      space_id: policy.spaceId,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['uin', 'policy_name']).doNothing())
    .returning('policy_id')
    .executeTakeFirst();
  if (!row) return undefined;
  await db
    .insertInto('cam_policy_versions')
    .values({ uin, policy_id: row.policy_id, version: 1, document, created_at: now })
    .execute();
  return row.policy_id;
}

export async function update(
  db: Transaction,
  uin: number,
  policyId: number,
  changes: Partial<Pick<CustomPolicy, 'description' | 'defaultVersion' | 'lastVersion'>>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('cam_policies')
    .set({
      ...(changes.description !== undefined && { description: changes.description }),
      ...(changes.defaultVersion !== undefined && { default_version: changes.defaultVersion }),
      ...(changes.lastVersion !== undefined && { last_version: changes.lastVersion }),
      updated_at: now,
    })
    .where('uin', '=', uin)
    .where('policy_id', '=', policyId)
    .execute();
}

/** With its versions. */
export async function remove(db: Transaction, uin: number, policyId: number): Promise<void> {
  await db.deleteFrom('cam_policies').where('uin', '=', uin).where('policy_id', '=', policyId).execute();
}

const toCustomPolicy = (row: Selectable<CamPolicyTable>): CustomPolicy => ({
  policyId: row.policy_id,
  policyName: row.policy_name,
  description: row.description,
  defaultVersion: row.default_version,
  lastVersion: row.last_version,
  spaceId: row.space_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
