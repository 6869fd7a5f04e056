import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeOrganizationMembers } from '../../../domain/organization/accounts/describe-organization-members.ts';
import { describeOrganizationChanges } from '../../../domain/organization/changes/describe-organization-changes.ts';
import { createOrganizationAuthNode } from '../../../domain/organization/verified-entities/create-organization-auth-node.ts';
import { deleteOrganizationAuthNode } from '../../../domain/organization/verified-entities/delete-organization-auth-node.ts';
import { describeOrganizationAuthNode } from '../../../domain/organization/verified-entities/describe-organization-auth-node.ts';
import { updateOrganizationAuthNode } from '../../../domain/organization/verified-entities/update-organization-auth-node.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf, pagerOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { changeOnPage } from './change-pages.ts';

const listPath = '/verified-entities';

/** The enterprises whose accounts may be members, who approves for each, and how that came about. */
export function verifiedEntityPages(execute: Execute): Router {
  const router = Router();

  router.get(listPath, async (req, res) => {
    const { entities, total } = await list(execute, req);
    renderList(req, res, 'console/verified-entities/index', total, { entities, values: {}, problem: null });
  });
  router.get(`${listPath}/records`, async (req, res) => {
    const { offset, maxResults: limit } = listingOf(req);
    const listing = { category: 'entities', offset, limit };
    const { items, total } = await execute(describeOrganizationChanges, administratorOf(req), listing);
    renderList(req, res, 'console/verified-entities/records', total, { changes: items.map(changeOnPage) });
  });
  router.post(
    listPath,
    form(execute, {
      action: createOrganizationAuthNode,
      actor: administratorOf,
      input: ({ body }) => ({ authName: body.authName }),
      done: (_result, _req, res) => res.redirect(303, `/console${listPath}`),
      page: 'console/verified-entities/index',
      locals: (req) => listAgain(execute, req),
    }),
  );
  router.post(
    `${listPath}/:relationId/removal`,
    form(execute, {
      action: deleteOrganizationAuthNode,
      actor: administratorOf,
      input: (req) => ({ relationId: idOf(req) }),
      done: (_result, _req, res) => res.redirect(303, `/console${listPath}`),
      page: 'console/verified-entities/index',
      locals: (req) => listAgain(execute, req),
    }),
  );
  administratorPage(router, execute);
  return router;
}

function administratorPage(router: Router, execute: Execute): void {
  router.get(`${listPath}/:relationId/administrator`, async (req, res) => {
    const locals = await candidates(execute, req as Request);
    if (!locals.entity) return res.redirect(303, `/console${listPath}`);
    res.render('console/verified-entities/administrator', { ...locals, problem: null });
  });
  router.post(
    `${listPath}/:relationId/administrator`,
    form(execute, {
      action: updateOrganizationAuthNode,
      actor: administratorOf,
      input: (req) => ({ relationId: idOf(req), managerUin: Number(req.body.managerUin) }),
      done: (_result, _req, res) => res.redirect(303, `/console${listPath}`),
      page: 'console/verified-entities/administrator',
      locals: (req) => candidates(execute, req),
    }),
  );
}

const idOf = (req: { params: Record<string, string | string[]> }): number => Number(req.params.relationId);

async function list(execute: Execute, req: Request) {
  const { search: authName, offset, maxResults: limit } = listingOf(req);
  const search = { authName, offset, limit };
  const { items, total } = await execute(describeOrganizationAuthNode, administratorOf(req), search);
  return { entities: items, total };
}

/** After a refusal the list is shown from its start. */
async function listAgain(execute: Execute, req: Request) {
  const { entities, total } = await list(execute, req);
  return { entities, search: '', page: pagerOf(req, total), values: {} };
}

/** The entity's own members. Whoever has more than a page of them finds the rest by searching. */
async function candidates(execute: Execute, req: Request) {
  const which = { relationId: idOf(req) };
  const { items: found } = await execute(describeOrganizationAuthNode, administratorOf(req), which);
  const [entity] = found;
  if (!entity) return { entity: null, members: [], search: '', values: {} };
  const { search } = listingOf(req);
  const { items } = await execute(describeOrganizationMembers, administratorOf(req), {
    ...{ authName: entity.authName, searchKey: search, limit: 50 },
  });
  return { entity, members: items, search, values: { managerUin: String(entity.manager?.memberUin ?? '') } };
}
