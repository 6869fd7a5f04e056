import type { ActionContext } from '../../../action/define-action.ts';
import { roleArn, samlProviderArn } from '../../cam/index.ts';
import { accountNotFound } from '../../organization/index.ts';
import { roleAttribute, roleSessionNameAttribute } from '../../sts/index.ts';
import { cloudNotConnected } from '../deployment/cloud-account.ts';
import * as access from './access-queries.ts';
import { accountNotEntered, holdEmployee, notDeployedYet } from './employee.ts';
import * as entries from './entry-queries.ts';
import { issueSignIn } from './issue-sign-in.ts';
import { roleSessionName } from './role-session-name.ts';

/** The assertion that makes a person one role of one account, for a console or for keys, as far as it is granted now. */
export async function signInAsRole(
  context: ActionContext,
  { uin, permissionConfigurationId }: { uin: number; permissionConfigurationId: string },
) {
  const { db, settings, now } = context;
  const { spaceId, userId, userName } = await holdEmployee(context);
  const granted = await access.listConfigurations(db, spaceId, { userId, now }, uin);
  const configuration = granted.find(({ id }) => id === permissionConfigurationId);
  if (!configuration) throw accountNotEntered(uin);
  if (!configuration.isReady) throw notDeployedYet();
  const account = await access.findAccount(db, spaceId, uin);
  if (!account) throw accountNotFound(uin);
  const site = settings.cloudSites[account.cloudSite];
  if (!site) throw cloudNotConnected(account.cloudSite);

  const role = roleArn(uin, configuration.roleName);
  const provider = samlProviderArn(uin, configuration.providerName);
  const sessionName = roleSessionName(userName);
  const entered = { userId, uin, permissionConfigurationId, enteredAs: configuration.roleName };
  const samlResponse = await issueSignIn(context, spaceId, entered, {
    acsUrl: site.roleAcsUrl,
    audience: site.roleAudience,
    nameId: userName,
    attributes: [
      { name: roleAttribute, values: [`${role},${provider}`] },
      { name: roleSessionNameAttribute, values: [sessionName] },
    ],
  });
  await entries.record(db, spaceId, userId, { uin, permissionConfigurationId }, now);
  return { account, site, configuration, role, provider, sessionName, samlResponse };
}
