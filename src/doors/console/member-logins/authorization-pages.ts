import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { createOrganizationMembersPolicy } from '../../../domain/organization/member-logins/authorizations/create-organization-members-policy.ts';
import { listMemberAuthorizations } from '../../../domain/organization/member-logins/authorizations/list-member-authorizations.ts';
import { listCommonMemberAuthIdentities } from '../../../domain/organization/member-logins/member-permissions/list-common-member-auth-identities.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { chosenMembers, chosenNumbers, numberIn } from './chosen.ts';
import { memberChoice } from './member-choice.ts';

const home = '/console/organization/member-logins/authorizations';
const view = 'console/organization/member-logins/authorizations';

/** Which sub-users may log in to which members: the list, and the steps to a new authorization. */
export function authorizationListPages(execute: Execute): Router {
  const router = Router();
  const path = '/organization/member-logins/authorizations';

  router.get(path, async (req, res) => {
    const { search: searchKey, offset, maxResults: limit } = listingOf(req);
    const { items, total } = await execute(listMemberAuthorizations, administratorOf(req), {
      searchKey,
      offset,
      limit,
    });
    renderList(req, res, `${view}/index`, total, { authorizations: items });
  });

  router.get(`${path}/new`, async (req, res) => {
    const { total, ...choice } = await memberChoice(execute, req);
    renderList(req, res, `${view}/members`, total, choice);
  });

  router.get(`${path}/new/policy`, async (req, res) => {
    const uins = chosenMembers(req);
    if (uins.length === 0) return res.redirect(303, `${home}/new`);
    res.render(`${view}/policy`, {
      ...(await commonPermissions(execute, req, uins)),
      values: {},
      problem: null,
    });
  });

  router.post(
    path,
    form(execute, {
      action: createOrganizationMembersPolicy,
      actor: administratorOf,
      input: ({ body }) => ({
        memberUins: chosenNumbers(body.member),
        identityId: numberIn(body.identityId),
        policyName: body.policyName,
        description: body.description,
      }),
      done: ({ policyId }, _req, res) => res.redirect(303, `${home}/${policyId}/sub-users`),
      page: `${view}/policy`,
      locals: (req) => commonPermissions(execute, req, chosenNumbers(req.body?.member)),
    }),
  );
  return router;
}

/** The members that were chosen, and the permissions that all of them have. */
export async function commonPermissions(execute: Execute, req: Request, memberUins: readonly number[]) {
  const common = await execute(listCommonMemberAuthIdentities, administratorOf(req), { memberUins });
  return {
    chosen: common.members,
    permissions: common.items.map(({ identityId, identityAliasName, description }) => ({
      id: identityId,
      name: identityAliasName,
      description,
    })),
  };
}
