import { type Request, Router } from 'express';
import type { z } from 'zod';
import type { Action } from '../../../action/define-action.ts';
import type { Execute } from '../../../action/execute.ts';
import {
  contactNotFound,
  messageKinds,
} from '../../../domain/organization/member-logins/contacts/contact.ts';
import { createMemberContact } from '../../../domain/organization/member-logins/contacts/create-member-contact.ts';
import { deleteMemberContact } from '../../../domain/organization/member-logins/contacts/delete-member-contact.ts';
import { listMemberContacts } from '../../../domain/organization/member-logins/contacts/list-member-contacts.ts';
import { listMembersContacts } from '../../../domain/organization/member-logins/contacts/list-members-contacts.ts';
import { updateMemberContact } from '../../../domain/organization/member-logins/contacts/update-member-contact.ts';
import { verifyMemberContact } from '../../../domain/organization/member-logins/contacts/verify-member-contact.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { numberIn } from './chosen.ts';

const home = '/console/organization/member-contacts';
const view = 'console/organization/member-contacts';
const path = '/organization/member-contacts/:uin';

/** Whom the cloud writes to about members. */
export function contactPages(execute: Execute): Router {
  const router = Router();
  const change = changeOf(execute);

  router.get('/organization/member-contacts', async (req, res) => {
    const { search: searchKey, offset, maxResults: limit } = listingOf(req);
    const listing = { searchKey, offset, limit };
    const { items, total } = await execute(listMembersContacts, administratorOf(req), listing);
    renderList(req, res, `${view}/index`, total, { members: items });
  });

  router.get(path, async (req, res) => {
    const locals = await describe(execute, req as Request);
    res.render(`${view}/show`, { ...locals, values: { messageKinds: [...messageKinds] }, problem: null });
  });
  router.post(path, change(createMemberContact, 'show'));

  router.get(`${path}/contacts/:contactId`, async (req, res) => {
    const locals = await describe(execute, req as Request);
    const contact = locals.contacts.find(({ contactId }) => contactId === req.params.contactId);
    if (!contact) throw contactNotFound(req.params.contactId);
    res.render(`${view}/edit`, { ...locals, contactId: contact.contactId, values: contact, problem: null });
  });
  router.post(`${path}/contacts/:contactId`, change(updateMemberContact, 'edit'));
  router.post(`${path}/contacts/:contactId/verification`, change(verifyMemberContact, 'show'));
  router.post(`${path}/contacts/:contactId/removal`, change(deleteMemberContact, 'show'));

  return router;
}

const changeOf =
  (execute: Execute) =>
  <I extends z.ZodType, O extends z.ZodType>(action: Action<I, O>, page: 'show' | 'edit') =>
    form(execute, {
      action,
      actor: administratorOf,
      input: ({ params, body }) => ({
        memberUin: numberIn(params.uin),
        contactId: params.contactId,
        name: body.name,
        email: body.email,
        messageKinds: [body.messageKinds ?? []].flat(),
      }),
      done: (_result, { params }, res) => res.redirect(303, `${home}/${params.uin}`),
      page: `${view}/${page}`,
      locals: async (req) => ({
        ...(await describe(execute, req)),
        contactId: req.params.contactId,
        values: { messageKinds: [] },
      }),
    });

async function describe(execute: Execute, req: Request) {
  const memberUin = numberIn(req.params.uin);
  const { memberName, items } = await execute(listMemberContacts, administratorOf(req), { memberUin });
  return { member: { memberUin, memberName }, contacts: items, messageKinds };
}
