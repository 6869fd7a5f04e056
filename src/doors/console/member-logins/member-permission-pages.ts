import { type Request, type Response, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { createOrganizationMemberAuthIdentity } from '../../../domain/organization/member-logins/member-permissions/create-organization-member-auth-identity.ts';
import { deleteOrganizationMemberAuthIdentity } from '../../../domain/organization/member-logins/member-permissions/delete-organization-member-auth-identity.ts';
import { deleteOrganizationMembersAuthIdentities } from '../../../domain/organization/member-logins/member-permissions/delete-organization-members-auth-identities.ts';
import type { Outcome } from '../../../domain/organization/member-logins/member-permissions/member-permission.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { administratorOf } from '../administrator-session.ts';
import { carrying, chosenMembers, chosenNumbers, numberIn } from './chosen.ts';
import { memberChoice, membersOf } from './member-choice.ts';
import { describeMember, permissionChoices } from './member-permission-locals.ts';

const home = '/console/organization/member-permissions';
const view = 'console/organization/member-permissions';

/** Which members have which login permissions: look, choose up to ten, configure or delete. */
export function memberPermissionPages(execute: Execute): Router {
  const router = Router();

  router.get('/organization/member-permissions', async (req, res) => {
    const { total, ...choice } = await memberChoice(execute, req);
    renderList(req, res, `${view}/index`, total, choice);
  });

  router.use(configurationPages(execute), removalPages(execute), memberPage(execute));
  return router;
}

/** Choose permissions, see what will be made where, confirm. */
function configurationPages(execute: Execute): Router {
  const router = Router();
  const path = '/organization/member-permissions/configuration';

  router.get(path, async (req, res) => {
    const uins = chosenMembers(req);
    if (uins.length === 0) return res.redirect(303, home);
    res.render(`${view}/configuration`, { ...(await stepLocals(execute, req, uins)), problem: null });
  });

  router.get(`${path}/preview`, async (req, res) => {
    const [uins, ids] = [chosenMembers(req), chosenNumbers(req.query.identity)];
    if (uins.length === 0 || ids.length === 0) return res.redirect(303, backTo(path, uins));
    res.render(`${view}/preview`, { ...(await stepLocals(execute, req, uins, ids)), problem: null });
  });

  router.post(
    path,
    form(execute, {
      action: createOrganizationMemberAuthIdentity,
      actor: administratorOf,
      input: ({ body }) => ({
        memberUins: chosenNumbers(body.member),
        identityIds: chosenNumbers(body.identity),
      }),
      done: ({ outcomes }, req, res) => showOutcomes(execute, outcomes, req as Request, res),
      page: `${view}/preview`,
      locals: bodyLocals(execute),
    }),
  );
  return router;
}

/** Choose permissions that the members have, confirm. */
function removalPages(execute: Execute): Router {
  const router = Router();
  const path = '/organization/member-permissions/removal';

  router.get(path, async (req, res) => {
    const uins = chosenMembers(req);
    if (uins.length === 0) return res.redirect(303, home);
    res.render(`${view}/removal`, { ...(await stepLocals(execute, req, uins)), problem: null });
  });

  router.post(
    path,
    form(execute, {
      action: deleteOrganizationMembersAuthIdentities,
      actor: administratorOf,
      input: ({ body }) => ({
        memberUins: chosenNumbers(body.member),
        identityIds: chosenNumbers(body.identity),
      }),
      done: ({ outcomes }, req, res) => showOutcomes(execute, outcomes, req as Request, res),
      page: `${view}/removal`,
      locals: bodyLocals(execute),
    }),
  );
  return router;
}

const backTo = (path: string, uins: readonly number[]): string =>
  uins.length === 0 ? home : `/console${path}?${carrying('member', uins)}`;

/** The members that were chosen, the permissions there are, and which of those were chosen. */
async function stepLocals(
  execute: Execute,
  req: Request,
  uins: readonly number[],
  ids: readonly number[] = [],
) {
  const chosen = await membersOf(execute, req, uins);
  const permissions = await permissionChoices(execute, req, chosen, ids);
  const previousHref = `${home}/configuration?${carrying('member', uins)}`;
  return { chosen, permissions, previousHref };
}

const bodyLocals = (execute: Execute) => (req: Request) =>
  stepLocals(execute, req, chosenNumbers(req.body?.member), chosenNumbers(req.body?.identity));

/** Everything went well: back to the list. Otherwise what became of each. */
async function showOutcomes(
  execute: Execute,
  outcomes: readonly Outcome[],
  req: Request,
  res: Response,
): Promise<void> {
  if (outcomes.every(({ status }) => status === 'Success')) return res.redirect(303, home);
  const { t } = res.locals;
  const { chosen, permissions } = await bodyLocals(execute)(req);
  const nameOf = (uin: number) => chosen.find(({ memberUin }) => memberUin === uin)?.memberName ?? '';
  res.render(`${view}/outcomes`, {
    failures: outcomes.filter(({ status }) => status === 'Failed').length,
    outcomes: outcomes.map(({ memberUin, identityId, status, code, message, details }) => ({
      memberUin,
      memberName: nameOf(memberUin),
      permission: permissions.find(({ id }) => id === identityId)?.name ?? String(identityId),
      status,
      reason: code && t(`refusals.${code}`, { ...details, defaultValue: message }),
    })),
  });
}

/** One member: its permissions, each to be deleted, and the policies by which sub-users log in to it. */
function memberPage(execute: Execute): Router {
  const router = Router();
  const path = '/organization/member-permissions/:uin';

  router.get(path, async (req, res) => {
    const locals = await describeMember(execute, req as Request, numberIn(req.params.uin));
    res.render(`${view}/show`, { ...locals, problem: null });
  });

  router.post(
    `${path}/permissions/:id/removal`,
    form(execute, {
      action: deleteOrganizationMemberAuthIdentity,
      actor: administratorOf,
      input: ({ params }) => ({ memberUin: numberIn(params.uin), identityId: numberIn(params.id) }),
      done: (_result, { params }, res) => res.redirect(303, `${home}/${params.uin}`),
      page: `${view}/show`,
      locals: (req) => describeMember(execute, req, numberIn(req.params.uin)),
    }),
  );
  return router;
}
