import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { hashPassword } from '../../../platform/secrets.ts';
import { rootEmail, rootPassword, rootUsers } from '../../cam/index.ts';
import { entityName } from '../verified-entities/verified-entity.ts';
import { accountLivesHere, accountName } from './account.ts';
import * as accounts from './account-queries.ts';

export const openAccount = defineAction({
  id: 'organization:OpenAccount',
  summary: 'Open an account of the local site that belongs to no organization, with its root user.',
  effect: 'write',
  allowed: ['system'],
  secret: ['password'],
  input: z.object({ accountName, authName: entityName, email: rootEmail, password: rootPassword }),
  output: z.object({ uin: z.int() }),

  async run({ db, now, settings }, { accountName: nickName, authName: verifiedEntity, email, password }) {
    const uin = await accounts.nextUin(db);
    const account = { nickName, verifiedEntity, cloudSite: 'local' };
    if (!(await accounts.open(db, uin, account, now))) throw accountLivesHere(uin);
    const passwordHash = await hashPassword(password, settings);
    await rootUsers.insert(db, { uin, email, passwordHash }, now);
    return { uin };
  },
});
