import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { contactNotFound } from './contact.ts';
import * as contacts from './contact-queries.ts';

export const deleteMemberContact = defineAction({
  id: 'organization:DeleteMemberContact',
  summary: 'Remove a contact of a member. Ours.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ memberUin: z.int(), contactId: z.string() }),
  output: z.object({}),

  async run({ db, actor }, { memberUin, contactId }) {
    const { organizationId } = requireAdministrator(actor);
    const removed = await contacts.remove(db, organizationId, memberUin, contactId);
    if (!removed) throw contactNotFound(contactId);
    return {};
  },
});
