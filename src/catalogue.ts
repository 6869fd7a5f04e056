import type { AnyAction } from './action/define-action.ts';
import { auditActions } from './domain/audit/actions.ts';
import { camActions } from './domain/cam/actions.ts';
import { identityCenterActions } from './domain/identity-center/actions.ts';
import { organizationActions } from './domain/organization/actions.ts';
import { stsActions } from './domain/sts/actions.ts';

/** Everything the product can do. An action that is not listed in its domain does not exist. */
export const catalogue = byId([
  ...auditActions,
  ...camActions,
  ...organizationActions,
  ...stsActions,
  ...identityCenterActions,
]);

function byId(actions: readonly AnyAction[]): ReadonlyMap<string, AnyAction> {
  return new Map(actions.map((action) => [action.id, action]));
}
