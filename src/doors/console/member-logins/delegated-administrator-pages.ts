import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { createOrgServiceAssign } from '../../../domain/organization/member-logins/delegated-administrators/create-org-service-assign.ts';
import { deleteOrgServiceAssign } from '../../../domain/organization/member-logins/delegated-administrators/delete-org-service-assign.ts';
import { listOrgServiceAssignMember } from '../../../domain/organization/member-logins/delegated-administrators/list-org-service-assign-member.ts';
import { listOrganizationService } from '../../../domain/organization/member-logins/delegated-administrators/list-organization-service.ts';
import { getService } from '../../../domain/organization/member-logins/delegated-administrators/organization-service.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { chosenMembers, chosenNumbers, numberIn } from './chosen.ts';
import { departmentChoice } from './department-choice.ts';
import { memberChoice, membersOf } from './member-choice.ts';

const home = '/console/organization/delegated-administrators';
const view = 'console/organization/delegated-administrators';
const path = '/organization/delegated-administrators/:product';

/** Which members administer which services for the organization. */
export function delegatedAdministratorPages(execute: Execute): Router {
  const router = Router();

  router.get('/organization/delegated-administrators', async (req, res) => {
    const { search: searchKey, offset, maxResults: limit } = listingOf(req);
    const listing = { searchKey, offset, limit };
    const { items, total } = await execute(listOrganizationService, administratorOf(req), listing);
    renderList(req, res, `${view}/index`, total, { services: items });
  });

  router.get(path, async (req, res) => {
    res.render(`${view}/show`, { ...(await describe(execute, req as Request)), problem: null });
  });

  router.post(
    `${path}/members/:uin/removal`,
    form(execute, {
      action: deleteOrgServiceAssign,
      actor: administratorOf,
      input: ({ params }) => ({ product: params.product, memberUin: numberIn(params.uin) }),
      done: (_result, { params }, res) => res.redirect(303, `${home}/${params.product}`),
      page: `${view}/show`,
      locals: (req) => describe(execute, req),
    }),
  );

  router.use(assignmentPages(execute));
  return router;
}

/** Choose members, then for whom they administer the service. */
function assignmentPages(execute: Execute): Router {
  const router = Router();

  router.get(`${path}/new`, async (req, res) => {
    const service = getService({ product: req.params.product });
    const { total, ...choice } = await memberChoice(execute, req as Request);
    renderList(req as Request, res, `${view}/members`, total, { ...choice, service });
  });

  router.get(`${path}/new/scope`, async (req, res) => {
    const uins = chosenMembers(req);
    if (uins.length === 0) return res.redirect(303, `${home}/${req.params.product}/new`);
    const { query } = req;
    const locals = await scopeLocals(execute, req as Request, uins, chosenNumbers(query.node));
    const values = { managementScope: query.managementScope, scopeUins: query.scopeUins };
    res.render(`${view}/scope`, { ...locals, values, problem: null });
  });

  router.post(
    path,
    form(execute, {
      action: createOrgServiceAssign,
      actor: administratorOf,
      input: ({ params, body }) => ({
        product: params.product,
        memberUins: chosenNumbers(body.member),
        managementScope: Number(body.managementScope ?? 1),
        managementScopeUins: numbersIn(body.scopeUins),
        managementScopeNodeIds: chosenNumbers(body.node),
      }),
      done: (_result, { params }, res) => res.redirect(303, `${home}/${params.product}`),
      page: `${view}/scope`,
      locals: (req) =>
        scopeLocals(execute, req, chosenNumbers(req.body?.member), chosenNumbers(req.body?.node)),
    }),
  );
  return router;
}

/** Numbers as people paste them, with anything between them. */
const numbersIn = (text: unknown): number[] => (String(text ?? '').match(/\d{1,15}/g) ?? []).map(Number);

async function scopeLocals(
  execute: Execute,
  req: Request,
  uins: readonly number[],
  nodeIds: readonly number[],
) {
  return {
    service: getService({ product: String(req.params.product) }),
    chosen: await membersOf(execute, req, uins),
    ...(await departmentChoice(execute, req, nodeIds)),
  };
}

async function describe(execute: Execute, req: Request) {
  const service = getService({ product: String(req.params.product) });
  const { items } = await execute(listOrgServiceAssignMember, administratorOf(req), {
    product: service.product,
    limit: 50,
  });
  return { service, administrators: items };
}
