import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { hashPassword, hashSecret } from '../../../platform/secrets.ts';
import { rootPassword, rootUsers } from '../../cam/index.ts';
import { recordChange } from '../changes/record-change.ts';
import * as memberships from '../membership/membership-queries.ts';
import { emailUsed, linkInvalid, memberHasRootUser } from './email-binding.ts';
import * as bindings from './email-binding-queries.ts';

export const bindOrganizationMemberEmail = defineAction({
  id: 'organization:BindOrganizationMemberEmail',
  summary: 'Become the root user of a created account, by the link that was offered, and choose a password.',
  effect: 'write',
  allowed: ['visitor'],
  secret: ['token', 'password'],
  input: z.object({ token: z.string().max(64), password: rootPassword }),
  output: z.object({ uin: z.int(), email: z.string(), accountName: z.string() }),

  async run(context, { token, password }) {
    const { db, now, settings } = context;
    const binding = await bindings.useUp(db, hashSecret(token), now);
    if (!binding) throw linkInvalid();
    const { uin, email, organizationId } = binding;
    if (await rootUsers.find(db, uin)) throw memberHasRootUser(uin);
    if (await rootUsers.findByEmail(db, email)) throw emailUsed(email);

    const passwordHash = await hashPassword(password, settings);
    await rootUsers.insert(db, { uin, email, passwordHash }, now);
    const accountName = await memberships.nameOf(db, organizationId, uin);
    await recordChange(context, organizationId, { kind: 'RootUserBound', uin, accountName, present: email });
    return { uin, email, accountName };
  },
});
