import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { rootEmail, rootUsers } from '../../cam/index.ts';
import { accountNotFound } from '../accounts/account.ts';
import * as members from '../accounts/member-queries.ts';
import { recordChange } from '../changes/record-change.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import { emailUsed, memberHasRootUser, onlyCreatedMembers } from './email-binding.ts';
import * as bindings from './email-binding-queries.ts';

export const addOrganizationMemberEmail = defineAction({
  id: 'organization:AddOrganizationMemberEmail',
  summary: 'Offer an account that the organization created to somebody, who becomes its root user by a link.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    memberUin: z.int(),
    email: rootEmail,
    countryCode: z.string().max(8).default(''),
    phone: z.string().max(32).default(''),
  }),
  output: z.object({
    bindId: z.int(),
    /** Works once; only its hash is kept. */
    activationUrl: z.string(),
  }),

  async run(context, { memberUin: uin, email, countryCode, phone }) {
    const { db, actor, now, random, settings } = context;
    const { organizationId } = await lockOwnOrganization(db, actor);
    const member = await members.find(db, organizationId, uin);
    if (!member) throw accountNotFound(uin);
    if (member.kind === 'admin' || member.memberType !== 'Create') throw onlyCreatedMembers(uin);
    if (await rootUsers.find(db, uin)) throw memberHasRootUser(uin);
    if (await rootUsers.findByEmail(db, email)) throw emailUsed(email);

    const token = random.secret();
    const offer = { uin, email, countryCode, phone };
    const bindId = await bindings.put(db, organizationId, offer, hashSecret(token), now);
    const accountName = member.name;
    await recordChange(context, organizationId, {
      kind: 'RootUserOffered',
      uin,
      accountName,
      present: email,
    });
    return { bindId, activationUrl: `${settings.baseUrl}/account-console/activation?token=${token}` };
  },
});
