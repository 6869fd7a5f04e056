import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { getHeldMember } from '../members.ts';
import * as organizations from '../organization-lock-queries.ts';
import {
  contactEmailUsed,
  contactInput,
  contactsPerMember,
  requireCreated,
  tooManyContacts,
} from './contact.ts';
import * as contacts from './contact-queries.ts';

export const createMemberContact = defineAction({
  id: 'organization:CreateMemberContact',
  summary: 'Add somebody whom the cloud writes to about a member, once the address is confirmed. Ours.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ memberUin: z.int(), ...contactInput }),
  output: z.object({ contactId: z.string() }),

  async run({ db, actor, now, random }, { memberUin, ...values }) {
    const { organizationId } = requireAdministrator(actor);
    const member = await getHeldMember(db, organizationId, memberUin);
    requireCreated(member);
    await organizations.lock(db, organizationId);
    const present = await contacts.list(db, organizationId, memberUin);
    if (present.length >= contactsPerMember) throw tooManyContacts();

    const contactId = random.id('mc');
    const contact = { contactId, memberUin, ...values, isVerified: false, createTime: now, updateTime: now };
    const isNew = await contacts.insert(db, organizationId, contact);
    if (!isNew) throw contactEmailUsed(values.email);
    return { contactId };
  },
});
