import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { ServiceControlPolicy } from './service-control-policy.ts';

type Written = Pick<ServiceControlPolicy, 'kind' | 'name' | 'description' | 'document'>;

/** Returns undefined when the name is taken in that organization. */
export async function insert(
  db: Transaction,
  organizationId: number,
  { kind, name, description, document }: Written,
  now: Date,
): Promise<number | undefined> {
  const row = await db
    .insertInto('service_control_policies')
    .values({
      organization_id: organizationId,
      kind,
      name,
      description,
      document,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doNothing())
    .returning('policy_id')
    .executeTakeFirst();
  return row?.policy_id;
}

const withBindings = (db: Transaction, organizationId: number) =>
  db
    .selectFrom('service_control_policies')
    .select((of) => [
      'policy_id as policyId',
      'kind',
      'name',
      'description',
      'document',
      'created_at as createdAt',
      'updated_at as updatedAt',
      of
        .selectFrom('service_control_bindings')
        .select((bindings) => bindings.fn.countAll<number>().as('count'))
        .whereRef('service_control_bindings.policy_id', '=', 'service_control_policies.policy_id')
        .$asScalar()
        .$notNull()
        .as('bindings'),
    ])
    .where('organization_id', '=', organizationId);

export async function find(
  db: Transaction,
  organizationId: number,
  policyId: number,
): Promise<ServiceControlPolicy | undefined> {
  return withBindings(db, organizationId).where('policy_id', '=', policyId).executeTakeFirst();
}

/** The id of the organization's own copy of a system policy. */
export async function findSystemPolicy(
  db: Transaction,
  organizationId: number,
  name: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('service_control_policies')
    .select('policy_id')
    .where('organization_id', '=', organizationId)
    .where('kind', '=', 'system')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.policy_id;
}

export async function countCustom(db: Transaction, organizationId: number): Promise<number> {
  const { count } = await db
    .selectFrom('service_control_policies')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('kind', '=', 'custom')
    .executeTakeFirstOrThrow();
  return count;
}

interface Wanted {
  keyword: string;
  kind?: 'system' | 'custom' | undefined;
  offset: number;
  limit: number;
}

/** The system's own first, then by name. */
export async function list(
  db: Transaction,
  organizationId: number,
  { keyword, kind, offset, limit }: Wanted,
): Promise<Page<ServiceControlPolicy>> {
  const matching = withBindings(db, organizationId)
    .where('name', 'ilike', containing(keyword))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'custom'));
  const { total } = await matching
    .clearSelect()
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await matching.orderBy('kind', 'desc').orderBy('name').offset(offset).limit(limit).execute();
  return { items, total };
}

/** False when another policy of the organization has the name. */
export async function update(
  db: Transaction,
  organizationId: number,
  { policyId, name, description, document }: Omit<Written, 'kind'> & { policyId: number },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('service_control_policies')
    .set({ name, description, document, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('policy_id', '=', policyId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('service_control_policies as others')
            .select('others.policy_id')
            .where('others.organization_id', '=', organizationId)
            .where('others.policy_id', '<>', policyId)
            .where('others.name', '=', name),
        ),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function remove(db: Transaction, organizationId: number, policyId: number): Promise<void> {
  await db
    .deleteFrom('service_control_policies')
    .where('organization_id', '=', organizationId)
    .where('policy_id', '=', policyId)
    .execute();
}
