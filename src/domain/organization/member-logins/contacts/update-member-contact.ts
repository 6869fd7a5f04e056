import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import * as organizations from '../organization-lock-queries.ts';
import { contactEmailUsed, contactInput, contactNotFound, staysVerified } from './contact.ts';
import * as contacts from './contact-queries.ts';

export const updateMemberContact = defineAction({
  id: 'organization:UpdateMemberContact',
  summary: 'Change a contact of a member; another address has to be confirmed anew. Ours.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ memberUin: z.int(), contactId: z.string(), ...contactInput }),
  output: z.object({}),

  async run({ db, actor, now }, { memberUin, contactId, ...values }) {
    const { organizationId } = requireAdministrator(actor);
    await organizations.lock(db, organizationId);
    const present = await contacts.list(db, organizationId, memberUin);
    const before = present.find((contact) => contact.contactId === contactId);
    if (!before) throw contactNotFound(contactId);
    const isSameAddress = (contact: { email: string }) =>
      contact.email.toLowerCase() === values.email.toLowerCase();
    if (present.some((contact) => contact !== before && isSameAddress(contact)))
      throw contactEmailUsed(values.email);

    const isVerified = staysVerified(before, values.email);
    await contacts.update(db, organizationId, { ...before, ...values, isVerified, updateTime: now });
    return {};
  },
});
