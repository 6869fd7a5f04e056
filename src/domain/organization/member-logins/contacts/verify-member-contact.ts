import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import * as organizations from '../organization-lock-queries.ts';
import { contactChanged, contactNotFound } from './contact.ts';
import * as contacts from './contact-queries.ts';

export const verifyMemberContact = defineAction({
  id: 'organization:VerifyMemberContact',
  summary: 'Confirm that an address is that of the contact, so that messages are sent to it. Ours.',
  effect: 'write',
  allowed: ['principal'],
  /** The address that was looked at: confirmed is that one, and none that came in its place meanwhile. */
  input: z.object({ memberUin: z.int(), contactId: z.string(), email: z.string().max(128) }),
  output: z.object({}),

  async run({ db, actor, now }, { memberUin, contactId, email }) {
    const { organizationId } = requireAdministrator(actor);
    await organizations.lock(db, organizationId);
    const present = await contacts.list(db, organizationId, memberUin);
    const contact = present.find((one) => one.contactId === contactId);
    if (!contact) throw contactNotFound(contactId);
    if (contact.email !== email) throw contactChanged();

    await contacts.update(db, organizationId, { ...contact, isVerified: true, updateTime: now });
    return {};
  },
});
