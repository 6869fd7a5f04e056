import type { ActionContext } from '../../../action/define-action.ts';
import { accountNotFound, accounts, requireManaged } from '../../organization/index.ts';
import { configurationNotFound } from '../permission-configurations/permission-configuration.ts';
import * as configurations from '../permission-configurations/permission-configuration-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';

/** The space, the configuration and the account of a deployment, there or to be; the account cannot leave meanwhile. */
export async function getOwnPlace(
  { db, actor }: ActionContext,
  {
    zoneId,
    roleConfigurationId,
    targetUin,
  }: Record<'zoneId' | 'roleConfigurationId', string> & { targetUin: number },
) {
  const space = await getOwnSpace(db, actor, zoneId);
  const configuration = await configurations.find(db, space.spaceId, roleConfigurationId);
  if (!configuration) throw configurationNotFound(roleConfigurationId);
  const account = await accounts.hold(db, space.organizationId, targetUin);
  if (!account) throw accountNotFound(targetUin);
  await requireManaged(db, actor, targetUin);
  return { spaceId: space.spaceId, configuration, account };
}
