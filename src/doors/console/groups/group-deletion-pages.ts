import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { checkGroupDeletion } from '../../../domain/identity-center/groups/check-group-deletion.ts';
import { deleteGroup } from '../../../domain/identity-center/groups/delete-group.ts';
import { form } from '../../form.ts';
import { administratorOf } from '../administrator-session.ts';
import { describeObstacles } from '../users/obstacle-view.ts';
import { groupHref, whichGroup } from './one-group-pages.ts';

/** What stands in the way of deleting a user group, and the button once nothing does. */
export function groupDeletionPages(execute: Execute): Router {
  const router = Router();

  router.get('/groups/:groupId/deletion', async (req, res) => {
    res.render('console/groups/deletion', {
      ...(await deletionPage(execute, req as Request)),
      problem: null,
    });
  });
  router.post(
    '/groups/:groupId/deletion',
    form(execute, {
      action: deleteGroup,
      actor: administratorOf,
      input: whichGroup,
      done: (_result, _req, res) => res.redirect(303, '/console/groups'),
      page: 'console/groups/deletion',
      locals: (req) => deletionPage(execute, req),
    }),
  );

  return router;
}

async function deletionPage(execute: Execute, req: Request) {
  const { groupInfo: group, ...standing } = await execute(
    checkGroupDeletion,
    administratorOf(req),
    whichGroup(req),
  );
  const href = groupHref(group.groupId);
  const lists = {
    members: href,
    authorizations: `/console/authorizations?principal=${group.groupId}`,
    camUsers: `${href}/cam-users`,
  };
  return { group, href, standing: describeObstacles(standing, lists) };
}
