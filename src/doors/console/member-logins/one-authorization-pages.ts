import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { authorizationNotFound } from '../../../domain/organization/member-logins/authorizations/authorization.ts';
import { bindOrganizationPolicySubAccount } from '../../../domain/organization/member-logins/authorizations/bind-organization-policy-sub-account.ts';
import { cancelOrganizationPolicySubAccount } from '../../../domain/organization/member-logins/authorizations/cancel-organization-policy-sub-account.ts';
import { deleteOrganizationMembersPolicy } from '../../../domain/organization/member-logins/authorizations/delete-organization-members-policy.ts';
import { listMemberAuthorizations } from '../../../domain/organization/member-logins/authorizations/list-member-authorizations.ts';
import { listOrganizationSubAccounts } from '../../../domain/organization/member-logins/authorizations/list-organization-sub-accounts.ts';
import { updateOrganizationMembersPolicy } from '../../../domain/organization/member-logins/authorizations/update-organization-members-policy.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf, pagerOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { commonPermissions } from './authorization-pages.ts';
import { chosenMembers, chosenNumbers, numberIn } from './chosen.ts';
import { memberChoice } from './member-choice.ts';

const home = '/console/organization/member-logins/authorizations';
const view = 'console/organization/member-logins/authorizations';
const path = '/organization/member-logins/authorizations/:policyId';

/** One authorization: its members and permission, who has it, who is given it. */
export function oneAuthorizationPages(execute: Execute): Router {
  const router = Router();

  router.get(path, async (req, res) => {
    res.render(`${view}/show`, { ...(await describe(execute, req as Request)), problem: null });
  });

  router.post(
    `${path}/removal`,
    form(execute, {
      action: deleteOrganizationMembersPolicy,
      actor: administratorOf,
      input: ({ params }) => ({ policyId: numberIn(params.policyId) }),
      done: (_result, _req, res) => res.redirect(303, home),
      page: `${view}/show`,
      locals: (req) => describe(execute, req),
    }),
  );

  router.post(
    `${path}/sub-users/:uin/removal`,
    form(execute, {
      action: cancelOrganizationPolicySubAccount,
      actor: administratorOf,
      input: ({ params }) => ({
        policyId: numberIn(params.policyId),
        orgSubAccountUins: [numberIn(params.uin)],
      }),
      done: (_result, { params }, res) => res.redirect(303, `${home}/${params.policyId}`),
      page: `${view}/show`,
      locals: (req) => describe(execute, req),
    }),
  );

  router.use(subUserPages(execute), changePages(execute));
  return router;
}

/** The last step of an authorization, and the way to authorize more sub-users later. */
function subUserPages(execute: Execute): Router {
  const router = Router();

  router.get(`${path}/sub-users`, async (req, res) => {
    const locals = await subUserLocals(execute, req as Request);
    renderList(req as Request, res, `${view}/sub-users`, locals.page.total, { ...locals, problem: null });
  });

  router.post(
    `${path}/sub-users`,
    form(execute, {
      action: bindOrganizationPolicySubAccount,
      actor: administratorOf,
      input: ({ params, body }) => ({
        policyId: numberIn(params.policyId),
        orgSubAccountUins: chosenNumbers(body.subUser),
      }),
      done: (_result, { params }, res) => res.redirect(303, `${home}/${params.policyId}`),
      page: `${view}/sub-users`,
      locals: (req) => subUserLocals(execute, req),
    }),
  );
  return router;
}

/** Other members or another permission, in the same two steps as a new one. */
function changePages(execute: Execute): Router {
  const router = Router();

  router.get(`${path}/members`, async (req, res) => {
    const { authorization } = await describe(execute, req as Request);
    const { total, ...choice } = await memberChoice(execute, req as Request);
    renderList(req as Request, res, `${view}/members`, total, { ...choice, authorization });
  });

  router.get(`${path}/policy`, async (req, res) => {
    const { authorization } = await describe(execute, req as Request);
    const uins = chosenMembers(req);
    if (uins.length === 0) return res.redirect(303, `${home}/${req.params.policyId}/members`);
    const values = { description: authorization.description, identityId: authorization.identityId };
    const common = await commonPermissions(execute, req as Request, uins);
    res.render(`${view}/policy`, { ...common, authorization, values, problem: null });
  });

  router.post(
    path,
    form(execute, {
      action: updateOrganizationMembersPolicy,
      actor: administratorOf,
      input: ({ params, body }) => ({
        policyId: numberIn(params.policyId),
        memberUins: chosenNumbers(body.member),
        identityId: numberIn(body.identityId),
        description: body.description,
      }),
      done: (_result, { params }, res) => res.redirect(303, `${home}/${params.policyId}`),
      page: `${view}/policy`,
      locals: async (req) => ({
        ...(await commonPermissions(execute, req, chosenNumbers(req.body?.member))),
        authorization: (await describe(execute, req)).authorization,
      }),
    }),
  );
  return router;
}

async function describe(execute: Execute, req: Request) {
  const policyId = numberIn(req.params.policyId);
  const { items } = await execute(listMemberAuthorizations, administratorOf(req), { policyId });
  const [authorization] = items;
  if (!authorization) throw authorizationNotFound(policyId);
  return { authorization };
}

/** The sub-users of the admin account; those who have the authorization cannot be given it twice. */
async function subUserLocals(execute: Execute, req: Request) {
  const { authorization } = await describe(execute, req);
  const { search, offset, maxResults: limit } = listingOf(req);
  const { items, total } = await execute(listOrganizationSubAccounts, administratorOf(req), {
    searchKey: search,
    offset,
    limit,
  });
  const has = new Set(authorization.subAccounts.map(({ orgSubAccountUin }) => orgSubAccountUin));
  const chosen = chosenNumbers(req.body?.subUser ?? req.query.subUser);
  return {
    authorization,
    search,
    subUsers: items.map(({ orgSubAccountUin: uin, orgSubAccountName: name, remark }) => ({
      uin,
      name,
      remark,
      isAuthorized: has.has(uin),
      isChosen: chosen.includes(uin),
    })),
    elsewhere: chosen.filter((uin) => !items.some(({ orgSubAccountUin }) => orgSubAccountUin === uin)),
    page: pagerOf(req, total),
  };
}
