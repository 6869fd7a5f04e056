import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { getGroup } from '../../../domain/identity-center/groups/get-group.ts';
import { updateGroup } from '../../../domain/identity-center/groups/update-group.ts';
import { form } from '../../form.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';

export const groupHref = (groupId: unknown): string =>
  `/console/groups/${encodeURIComponent(String(groupId))}`;

/** Which group the address names. */
export const whichGroup = (req: Request) => ({ zoneId: zoneOf(req), groupId: String(req.params.groupId) });

/** What every tab of a user group shows at its head. */
export async function describeGroup(execute: Execute, req: Request) {
  const { groupInfo: group } = await execute(getGroup, administratorOf(req), whichGroup(req));
  return { group, href: groupHref(group.groupId) };
}

/** The form that changes a user group. */
export function oneGroupPages(execute: Execute): Router {
  const router = Router();

  router.get('/groups/:groupId/edit', async (req, res) => {
    res.render('console/groups/edit', { ...(await editPage(execute, req as Request)), problem: null });
  });
  router.post(
    '/groups/:groupId/edit',
    form(execute, {
      action: updateGroup,
      actor: administratorOf,
      input: (req) => ({
        ...whichGroup(req),
        newGroupName: (req.body.newGroupName ?? '').trim(),
        newDescription: req.body.newDescription,
      }),
      done: (_result, req, res) => res.redirect(303, groupHref(req.params.groupId)),
      page: 'console/groups/edit',
      locals: (req) => editPage(execute, req),
    }),
  );

  return router;
}

async function editPage(execute: Execute, req: Request) {
  const described = await describeGroup(execute, req);
  const { groupName, description } = described.group;
  return { ...described, values: { newGroupName: groupName, newDescription: description } };
}
