import type { ActionContext } from '../../../../action/define-action.ts';
import type { Space } from '../../space/space.ts';
import * as departmentAuthorizations from './department-authorization-queries.ts';
import { inherit } from './inherit.ts';

/**
 * Removes authorizations to departments with what their accounts inherited and the sessions on it. The organization is locked.
 * @param undeploys whether a permission configuration that nobody is authorized for any more is taken out of the account
 */
export async function removeDepartmentAuthorizations(
  context: ActionContext,
  space: Space,
  ids: readonly string[],
  { undeploys }: { undeploys: boolean },
): Promise<{ removedCount: number }> {
  const { db, now } = context;
  await departmentAuthorizations.setValidity(db, space.spaceId, ids, { startTime: null, endTime: now });
  const of = { departmentAuthorizationIds: ids };
  const { removedCount } = await inherit(context, space, of, { undeploys });
  await departmentAuthorizations.remove(db, space.spaceId, ids);
  return { removedCount };
}
