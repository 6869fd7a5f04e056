import type { ActionContext } from '../../../action/define-action.ts';
import * as deployments from '../deployment/deployment-queries.ts';

/** Begins to take a permission configuration out of an account where nobody is authorized any more; false while somebody is. */
export async function undeployAfterLast(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  spaceId: string,
  { configurationId, uin }: { configurationId: string; uin: number },
): Promise<boolean> {
  if ((await deployments.countAuthorizations(db, spaceId, configurationId, uin)) > 0) return false;
  const undeploying = { status: 'Undeploying', failure_reason: '' } as const;
  return deployments.set(db, spaceId, { configurationId, uin }, undeploying, now);
}
