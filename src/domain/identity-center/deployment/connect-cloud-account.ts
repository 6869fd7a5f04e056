import type { ActionContext } from '../../../action/define-action.ts';
import type { CloudSite } from '../../../platform/settings.ts';
import type { Account } from '../../organization/index.ts';
import { type CloudAccount, cloudNotConnected } from './cloud-account.ts';
import { localCloudAccount } from './local-cloud-account.ts';
import { tencentCloudAccount } from './tencent/tencent-cloud-account.ts';

type Context = Pick<ActionContext, 'db' | 'now' | 'memory'>;

/** Whether what is done in the accounts of this site is undone with the transaction. */
export const isLocal = (site: CloudSite): boolean => site.name === 'local';

/** The site that an account lives on. */
export function siteOf({ settings }: Pick<ActionContext, 'settings'>, { cloudSite }: Account): CloudSite {
  const site = settings.cloudSites[cloudSite];
  if (!site) throw cloudNotConnected(cloudSite);
  return site;
}

/** The CAM of an account. Refuses a site that nobody has connected, and one that serves another organization. */
export function connectCloudAccount(
  context: Context,
  site: CloudSite,
  { uin, spaceId, adminUin }: { uin: number; spaceId: string; adminUin: number },
  /** Before each call to a real cloud, makes sure that nobody else works on the account. */
  beforeCall: () => Promise<void>,
): CloudAccount {
  if (isLocal(site)) return localCloudAccount(context, uin, spaceId);
  if (site.connection?.adminUin !== adminUin) throw cloudNotConnected(site.name);
  return tencentCloudAccount(context.memory, site.connection, uin, beforeCall);
}
