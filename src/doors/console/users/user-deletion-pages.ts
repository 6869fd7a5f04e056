import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { checkUserDeletion } from '../../../domain/identity-center/users/check-user-deletion.ts';
import { deleteUser } from '../../../domain/identity-center/users/delete-user.ts';
import { form } from '../../form.ts';
import { administratorOf } from '../administrator-session.ts';
import { describeObstacles } from './obstacle-view.ts';
import { userHref, whichUser } from './one-user-pages.ts';

/** What stands in the way of deleting a user, and the button once nothing does. */
export function userDeletionPages(execute: Execute): Router {
  const router = Router();

  router.get('/users/:userId/deletion', async (req, res) => {
    res.render('console/users/deletion', { ...(await deletionPage(execute, req as Request)), problem: null });
  });
  router.post(
    '/users/:userId/deletion',
    form(execute, {
      action: deleteUser,
      actor: administratorOf,
      input: whichUser,
      done: (_result, _req, res) => res.redirect(303, '/console/users'),
      page: 'console/users/deletion',
      locals: (req) => deletionPage(execute, req),
    }),
  );

  return router;
}

async function deletionPage(execute: Execute, req: Request) {
  const { userInfo: user, ...standing } = await execute(
    checkUserDeletion,
    administratorOf(req),
    whichUser(req),
  );
  const href = userHref(user.userId);
  const lists = {
    groups: `${href}/groups`,
    authorizations: `/console/authorizations?principal=${user.userId}`,
    camUsers: `${href}/cam-users`,
  };
  return { user, href, standing: describeObstacles(standing, lists) };
}
