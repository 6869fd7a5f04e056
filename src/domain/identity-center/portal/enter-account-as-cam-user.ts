import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { accountNotFound } from '../../organization/index.ts';
import { forAccount } from '../../sts/index.ts';
import { cloudNotConnected } from '../deployment/cloud-account.ts';
import * as access from './access-queries.ts';
import { accountNotEntered, holdEmployee, notDeployedYet } from './employee.ts';
import * as entries from './entry-queries.ts';
import { issueSignIn } from './issue-sign-in.ts';

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
    const { db, settings, now } = context;
    const employee = await holdEmployee(context);
    const camUser = await access.findCamUserAccess(
      db,
      employee.spaceId,
      { userId: employee.userId, now },
      uin,
    );
    if (!camUser) throw accountNotEntered(uin);
    if (!camUser.camUserName) throw notDeployedYet();
    const account = await access.findAccount(db, employee.spaceId, uin);
    if (!account) throw accountNotFound(uin);
    const site = settings.cloudSites[account.cloudSite];
    if (!site) throw cloudNotConnected(account.cloudSite);

    const acsUrl = forAccount(site.userAcsUrl, uin);
    const entered = { userId: employee.userId, uin, enteredAs: camUser.camUserName };
    const samlResponse = await issueSignIn(context, employee.spaceId, entered, {
      acsUrl,
      audience: forAccount(site.userAudience, uin),
      nameId: camUser.camUserName,
      attributes: [],
    });
    await entries.record(db, employee.spaceId, employee.userId, { uin }, now);
    return { acsUrl, samlResponse, relayState: '', account: { uin, name: account.name } };
  },
});
