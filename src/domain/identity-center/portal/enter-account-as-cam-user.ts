import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { accountNotFound } from '../../organization/index.ts';
import { forAccount } from '../../sts/index.ts';
import { cloudNotConnected } from '../deployment/cloud-account.ts';
import { accountNotEntered, getEmployee, notDeployedYet } from './employee.ts';
import { issueSignIn } from './issue-sign-in.ts';
import * as portal from './portal-queries.ts';

export const enterAccountAsCamUser = defineAction({
  id: 'portal:EnterAccountAsCamUser',
  summary: 'Issue the assertion with which a person enters an account as a CAM user.',
  effect: 'write',
  allowed: ['employee'],
  input: z.object({ uin: z.coerce.number().int().positive().safe() }),
  output: z.object({
    acsUrl: z.string(),
    samlResponse: z.string(),
    relayState: z.string(),
    account: z.object({ uin: z.int(), name: z.string() }),
  }),

  async run(context, { uin }) {
    const { db, actor, settings } = context;
    const employee = await getEmployee(db, actor);
    const access = await portal.findCamUserAccess(db, employee.spaceId, employee.userId, uin);
    if (!access) throw accountNotEntered(uin);
    if (!access.camUserName) throw notDeployedYet();
    const account = await portal.findAccount(db, employee.spaceId, uin);
    if (!account) throw accountNotFound(uin);
    const site = settings.cloudSites[account.cloudSite];
    if (!site) throw cloudNotConnected(account.cloudSite);

    const acsUrl = forAccount(site.userAcsUrl, uin);
    const samlResponse = await issueSignIn(context, employee.spaceId, {
      acsUrl,
      audience: forAccount(site.userAudience, uin),
      nameId: access.camUserName,
      attributes: [],
    });
    return { acsUrl, samlResponse, relayState: '', account: { uin, name: account.name } };
  },
});
