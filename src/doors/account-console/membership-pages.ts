import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { addCamUserToGroup } from '../../domain/cam/groups/add-user-to-group.ts';
import { listCamGroups } from '../../domain/cam/groups/list-groups.ts';
import { removeCamUserFromGroup } from '../../domain/cam/groups/remove-user-from-group.ts';
import { listCamUsers } from '../../domain/cam/users/list-users.ts';
import { changeForms } from './change-forms.ts';
import { describeGroup, groupHref } from './group-view.ts';
import { askedOf } from './page-of-list.ts';
import { choiceLocals, sameChoice } from './policy-choice.ts';
import { principalOf } from './signed-in.ts';
import { describeUser, userHref } from './user-view.ts';

/** Who is in which user group: groups to choose for a user, and users for a group. */
export function membershipPages(execute: Execute): Router {
  const router = Router();
  const groups = (req: Request) => groupChoice(execute, req);
  const users = (req: Request) => userChoice(execute, req);

  router.get('/users/:name/groups/new', async (req, res) => {
    res.render('account-console/choose-group', { ...(await groups(req)), problem: null });
  });
  router.get('/groups/:groupId/members/new', async (req, res) => {
    res.render('account-console/choose-user', { ...(await users(req)), problem: null });
  });

  const choosingGroup = { view: 'account-console/choose-group', locals: groups, goTo: groupChoiceHref };
  const choosingUser = { view: 'account-console/choose-user', locals: users, goTo: userChoiceHref };
  const ofUser = {
    view: 'account-console/users/show',
    locals: (req: Request) => describeUser(execute, req),
    goTo: ({ params }: Request) => userHref(String(params.name)),
  };
  const ofGroup = {
    view: 'account-console/groups/show',
    locals: (req: Request) => describeGroup(execute, req),
    goTo: ({ params }: Request) => groupHref(Number(params.groupId)),
  };
  router.use(changeForms(execute, choosingGroup, { '/users/:name/groups': add }));
  router.use(changeForms(execute, ofUser, { '/users/:name/groups/:groupId/deletion': remove }));
  router.use(changeForms(execute, choosingUser, { '/groups/:groupId/members': add }));
  router.use(changeForms(execute, ofGroup, { '/groups/:groupId/members/:uin/deletion': remove }));
  return router;
}

const groupChoiceHref = (req: Request): string =>
  `${userHref(String(req.params.name))}/groups/new${sameChoice(req)}`;
const userChoiceHref = (req: Request): string =>
  `${groupHref(Number(req.params.groupId))}/members/new${sameChoice(req)}`;

/** One side is in the address, the other in the form. */
const input = ({ params, body }: Request) => ({
  info: [{ groupId: Number(params.groupId ?? body.groupId), uin: Number(params.uin ?? body.uin) }],
});
const add = { action: addCamUserToGroup, input };
const remove = { action: removeCamUserFromGroup, input };

async function groupChoice(execute: Execute, req: Request) {
  const described = await describeUser(execute, req);
  const { groupInfo, totalNum } = await execute(listCamGroups, principalOf(req), askedOf(req));
  const chosen = (described.groups ?? []).map((group) => group.groupId);
  const groups = groupInfo.map((group) => ({ ...group, isChosen: chosen.includes(group.groupId) }));
  return { ...described, ...choiceLocals(req, totalNum), groups };
}

async function userChoice(execute: Execute, req: Request) {
  const described = await describeGroup(execute, req);
  const { data, totalNum } = await execute(listCamUsers, principalOf(req), askedOf(req));
  const users = data.map((user) => ({ ...user, isChosen: described.memberUins.includes(user.uin) }));
  return { ...described, ...choiceLocals(req, totalNum), users };
}
