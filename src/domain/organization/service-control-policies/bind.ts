import type { ActionContext } from '../../../action/define-action.ts';
import * as bindings from './binding-queries.ts';
import { type TargetId, targetNotFound, tooManyBindings } from './policy-target.ts';
import * as targets from './policy-target-queries.ts';
import { policiesPerTarget, policyNotFound } from './service-control-policy.ts';
import * as policies from './service-control-policy-queries.ts';

/** Binds policies to a department or member; those that are bound already stay bound. */
export async function bind(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  organizationId: number,
  policyIds: readonly number[],
  wanted: TargetId,
): Promise<void> {
  for (const policyId of policyIds) {
    if (!(await policies.find(db, organizationId, policyId))) throw policyNotFound(policyId);
  }
  const target = await targets.findAndHold(db, organizationId, wanted);
  if (!target) throw targetNotFound(wanted);
  const bound = await bindings.listIds(db, organizationId, target);
  const all = new Set([...bound, ...policyIds]);
  if (all.size > policiesPerTarget && all.size > bound.length) throw tooManyBindings(target.name);

  for (const policyId of policyIds) await bindings.insert(db, organizationId, policyId, target, now);
}
