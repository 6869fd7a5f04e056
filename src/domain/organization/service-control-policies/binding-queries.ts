import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { TargetId } from './policy-target.ts';
import type { ServiceControlPolicy } from './service-control-policy.ts';

const columnsOf = ({ kind, id }: TargetId) =>
  kind === 'department' ? { department_id: id, uin: null } : { department_id: null, uin: id };

const columnOf = ({ kind }: TargetId) => (kind === 'department' ? 'department_id' : 'uin');

/** Binding what is bound already changes nothing. */
export async function insert(
  db: Transaction,
  organizationId: number,
  policyId: number,
  target: TargetId,
  now: Date,
): Promise<void> {
  await db
    .insertInto('service_control_bindings')
    .values({ organization_id: organizationId, policy_id: policyId, ...columnsOf(target), bound_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function remove(
  db: Transaction,
  organizationId: number,
  policyId: number,
  target: TargetId,
): Promise<void> {
  await db
    .deleteFrom('service_control_bindings')
    .where('organization_id', '=', organizationId)
    .where('policy_id', '=', policyId)
    .where(columnOf(target), '=', target.id)
    .execute();
}

/** The ids of the policies that are bound to the target itself. */
export async function listIds(db: Transaction, organizationId: number, target: TargetId): Promise<number[]> {
  const rows = await db
    .selectFrom('service_control_bindings')
    .select('policy_id')
    .where('organization_id', '=', organizationId)
    .where(columnOf(target), '=', target.id)
    .execute();
  return rows.map((row) => row.policy_id);
}

export interface BoundPolicy extends Omit<ServiceControlPolicy, 'document' | 'bindings'> {
  target: TargetId;
  boundAt: Date;
}

const policiesOf = (db: Transaction, organizationId: number) =>
  db
    .selectFrom('service_control_bindings as bindings')
    .innerJoin('service_control_policies as policies', 'policies.policy_id', 'bindings.policy_id')
    .where('bindings.organization_id', '=', organizationId);

const shown = [
  'bindings.department_id',
  'bindings.uin',
  'bindings.bound_at as boundAt',
  'policies.policy_id as policyId',
  'policies.kind',
  'policies.name',
  'policies.description',
  'policies.created_at as createdAt',
  'policies.updated_at as updatedAt',
] as const;

/** The policies bound to the target itself, the system's own first. */
export async function list(
  db: Transaction,
  organizationId: number,
  target: TargetId,
  { keyword, offset, limit }: { keyword: string; offset: number; limit: number },
): Promise<Page<BoundPolicy>> {
  const matching = policiesOf(db, organizationId)
    .where(`bindings.${columnOf(target)}`, '=', target.id)
    .where('policies.name', 'ilike', containing(keyword));
  const { total } = await matching
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await matching
    .select(shown)
    .orderBy('policies.kind', 'desc')
    .orderBy('policies.name')
    .offset(offset)
    .limit(limit)
    .execute();
  return { items: rows.map(toBound), total };
}

/** Everything bound to these departments and to this member, whichever. */
export async function listAll(
  db: Transaction,
  organizationId: number,
  departmentIds: readonly number[],
  uin: number | undefined,
): Promise<BoundPolicy[]> {
  const rows = await policiesOf(db, organizationId)
    .where((of) =>
      of.or([of('bindings.department_id', 'in', [...departmentIds]), of('bindings.uin', '=', uin ?? null)]),
    )
    .select(shown)
    .orderBy('policies.kind', 'desc')
    .orderBy('policies.name')
    .execute();
  return rows.map(toBound);
}

type Row = Omit<BoundPolicy, 'target'> & { department_id: number | null; uin: number | null };

const toBound = ({ department_id, uin, ...policy }: Row): BoundPolicy => ({
  ...policy,
  target:
    department_id === null
      ? { kind: 'member', id: uin ?? Number.NaN }
      : { kind: 'department', id: department_id },
});
