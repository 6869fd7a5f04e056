import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { getMember } from '../members.ts';
import { contact } from './contact.ts';
import * as contacts from './contact-queries.ts';

export const listMemberContacts = defineAction({
  id: 'organization:ListMemberContacts',
  summary: 'List whom the cloud writes to about a member. Ours.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ memberUin: z.int() }),
  output: z.object({ memberName: z.string(), items: z.array(contact) }),

  async run({ db, actor }, { memberUin }) {
    const { organizationId } = requireAdministrator(actor);
    const { uin, name } = await getMember(db, organizationId, memberUin);
    return { memberName: name, items: await contacts.list(db, organizationId, uin) };
  },
});
