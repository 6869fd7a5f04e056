import type { ActionContext } from '../../../action/define-action.ts';
import type { CloudSite } from '../../../platform/settings.ts';
import type { Account } from '../../organization/index.ts';
import { type CloudAccount, cloudNotConnected } from './cloud-account.ts';
import { localCloudAccount } from './local-cloud-account.ts';

/** The CAM of an account and the site it lives on. Refuses a site that nobody has connected. */
export function connectCloudAccount(
  context: ActionContext,
  account: Account,
  spaceId: string,
): { cloud: CloudAccount; site: CloudSite } {
  const site = context.settings.cloudSites[account.cloudSite];
  if (site?.name !== 'local') throw cloudNotConnected(account.cloudSite);
  return { cloud: localCloudAccount(context, account.uin, spaceId), site };
}
