import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { roleArn, samlProviderArn } from '../../cam/index.ts';
import { accountNotFound } from '../../organization/index.ts';
import { roleAttribute, roleSessionNameAttribute } from '../../sts/index.ts';
import { cloudNotConnected } from '../deployment/cloud-account.ts';
import { accountNotEntered, getEmployee, notDeployedYet } from './employee.ts';
import { issueSignIn } from './issue-sign-in.ts';
import * as portal from './portal-queries.ts';
import { roleSessionName } from './role-session-name.ts';

export const enterAccountAsRole = defineAction({
  id: 'portal:EnterAccountAsRole',
  summary: 'Issue the assertion with which a person enters an account as a CAM role.',
  effect: 'write',
  allowed: ['employee'],
  input: z.object({ uin: z.coerce.number().int().positive().safe(), permissionConfigurationId: z.string() }),
  output: z.object({
    acsUrl: z.string(),
    samlResponse: z.string(),
    relayState: z.string(),
    account: z.object({ uin: z.int(), name: z.string() }),
  }),

  async run(context, { uin, permissionConfigurationId }) {
    const { db, actor, settings } = context;
    const employee = await getEmployee(db, actor);
    const granted = await portal.listConfigurations(db, employee.spaceId, employee.userId, uin);
    const configuration = granted.find(({ id }) => id === permissionConfigurationId);
    if (!configuration) throw accountNotEntered(uin);
    if (!configuration.isReady) throw notDeployedYet();
    const account = await portal.findAccount(db, employee.spaceId, uin);
    if (!account) throw accountNotFound(uin);
    const site = settings.cloudSites[account.cloudSite];
    if (!site) throw cloudNotConnected(account.cloudSite);

    const role = `${roleArn(uin, configuration.roleName)},${samlProviderArn(uin, configuration.providerName)}`;
    const samlResponse = await issueSignIn(context, employee.spaceId, {
      acsUrl: site.roleAcsUrl,
      audience: site.roleAudience,
      nameId: employee.userName,
      attributes: [
        { name: roleAttribute, values: [role] },
        { name: roleSessionNameAttribute, values: [roleSessionName(employee.userName)] },
      ],
    });
    return {
      acsUrl: site.roleAcsUrl,
      samlResponse,
      relayState: configuration.relayState,
      account: { uin, name: account.name },
    };
  },
});
