import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { createOrganizationIdentity } from '../../../domain/organization/member-logins/login-permissions/create-organization-identity.ts';
import { deleteOrganizationIdentity } from '../../../domain/organization/member-logins/login-permissions/delete-organization-identity.ts';
import { listOrganizationIdentity } from '../../../domain/organization/member-logins/login-permissions/list-organization-identity.ts';
import { loginPermissionNotFound } from '../../../domain/organization/member-logins/login-permissions/login-permission.ts';
import { updateOrganizationIdentity } from '../../../domain/organization/member-logins/login-permissions/update-organization-identity.ts';
import { describeOrganizationMemberAuthIdentities } from '../../../domain/organization/member-logins/member-permissions/describe-organization-member-auth-identities.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf, pagerOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { numberIn } from './chosen.ts';
import { policiesOf, presetChoices, toPermission, valuesOf } from './login-permission-form.ts';

const home = '/console/organization/login-permissions';

/** Login permissions: what people of the admin account may be in members. */
export function loginPermissionPages(execute: Execute): Router {
  const router = Router();

  router.get('/organization/login-permissions', async (req, res) => {
    const { search: searchKey, offset, maxResults: limit } = listingOf(req);
    const listing = { searchKey, offset, limit };
    const { items, total } = await execute(listOrganizationIdentity, administratorOf(req), listing);
    const permissions = items.map(toPermission);
    renderList(req, res, 'console/organization/login-permissions/index', total, { permissions });
  });

  router.get('/organization/login-permissions/new', (_req, res) => {
    res.render('console/organization/login-permissions/new', { ...newLocals(), values: {}, problem: null });
  });

  router.post(
    '/organization/login-permissions',
    form(execute, {
      action: createOrganizationIdentity,
      actor: administratorOf,
      input: ({ body }) => ({
        identityAliasName: body.identityAliasName,
        description: body.description,
        identityPolicy: policiesOf(body),
      }),
      done: ({ identityId }, _req, res) => res.redirect(303, `${home}/${identityId}`),
      page: 'console/organization/login-permissions/new',
      locals: newLocals,
    }),
  );

  router.use(onePermission(execute));
  return router;
}

const newLocals = () => ({ presets: presetChoices() });

function onePermission(execute: Execute): Router {
  const router = Router();
  const path = '/organization/login-permissions/:id';

  router.get(path, async (req, res) => {
    res.render('console/organization/login-permissions/show', {
      ...(await describe(execute, req)),
      problem: null,
    });
  });

  router.get(`${path}/edit`, async (req, res) => {
    const locals = await editLocals(execute, req);
    const values = valuesOf(locals.permission);
    res.render('console/organization/login-permissions/edit', { ...locals, values, problem: null });
  });

  router.post(
    path,
    form(execute, {
      action: updateOrganizationIdentity,
      actor: administratorOf,
      input: ({ params, body }) => ({
        identityId: numberIn(params.id),
        description: body.description,
        identityPolicy: policiesOf(body),
      }),
      done: (_result, { params }, res) => res.redirect(303, `${home}/${params.id}`),
      page: 'console/organization/login-permissions/edit',
      locals: (req) => editLocals(execute, req),
    }),
  );

  router.post(
    `${path}/removal`,
    form(execute, {
      action: deleteOrganizationIdentity,
      actor: administratorOf,
      input: ({ params }) => ({ identityId: numberIn(params.id) }),
      done: (_result, _req, res) => res.redirect(303, home),
      page: 'console/organization/login-permissions/show',
      locals: (req) => describe(execute, req),
    }),
  );

  return router;
}

const editLocals = async (execute: Execute, req: Request) => ({
  permission: (await describe(execute, req)).permission,
  presets: presetChoices(),
});

/** One permission, with the members that have it. */
async function describe(execute: Execute, req: Request) {
  const identityId = numberIn(req.params.id);
  const { offset, maxResults: limit } = listingOf(req);
  const found = await execute(listOrganizationIdentity, administratorOf(req), { identityId });
  const [identity] = found.items;
  if (!identity) throw loginPermissionNotFound(identityId);
  const members = await execute(describeOrganizationMemberAuthIdentities, administratorOf(req), {
    identityId,
    offset,
    limit,
  });
  return {
    permission: toPermission(identity),
    members: members.items,
    page: pagerOf(req, members.total),
  };
}
