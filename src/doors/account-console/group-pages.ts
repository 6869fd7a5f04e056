import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { createCamGroup } from '../../domain/cam/groups/create-group.ts';
import { deleteCamGroup } from '../../domain/cam/groups/delete-group.ts';
import { listCamGroups } from '../../domain/cam/groups/list-groups.ts';
import { updateCamGroup } from '../../domain/cam/groups/update-group.ts';
import { form } from '../form.ts';
import { renderList } from '../list-page.ts';
import { type ChangeForm, changeForms } from './change-forms.ts';
import { describeGroup, groupHref } from './group-view.ts';
import { askedOf } from './page-of-list.ts';
import { principalOf } from './signed-in.ts';

export function groupPages(execute: Execute): Router {
  const router = Router();
  const view = 'account-console/groups/show';
  const locals = (req: Request) => describeGroup(execute, req);

  router.get('/groups', async (req, res) => {
    const { groupInfo, totalNum } = await execute(listCamGroups, principalOf(req), askedOf(req));
    renderList(req, res, 'account-console/groups/index', totalNum, {
      groups: groupInfo.map((group) => ({ ...group, href: groupHref(group.groupId) })),
    });
  });

  router.get('/groups/new', (_req, res) => {
    res.render('account-console/groups/new', { values: {}, problem: null });
  });

  router.post(
    '/groups',
    form(execute, {
      action: createCamGroup,
      actor: principalOf,
      input: ({ body: { groupName, remark } }) => ({ groupName, remark }),
      done: ({ groupId }, _req, res) => res.redirect(303, groupHref(groupId)),
      page: 'account-console/groups/new',
    }),
  );

  router.get('/groups/:groupId', async (req, res) => {
    res.render(view, { ...(await locals(req)), problem: null });
  });

  router.use(changeForms(execute, { view, locals, goTo: (req) => groupHref(idIn(req)) }, changes));
  return router;
}

const idIn = ({ params }: Request): number => Number(params.groupId);

const changes: Record<string, ChangeForm> = {
  '/groups/:groupId': {
    action: updateCamGroup,
    input: (req) => ({
      groupId: idIn(req),
      groupName: req.body.groupName,
      remark: req.body.remark,
    }),
  },
  '/groups/:groupId/deletion': {
    action: deleteCamGroup,
    input: (req) => ({ groupId: idIn(req) }),
    goTo: () => '/account-console/groups',
  },
};
