import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { getUser } from '../../../domain/identity-center/users/get-user.ts';
import { updateUser } from '../../../domain/identity-center/users/update-user.ts';
import { form } from '../../form.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';

export const userHref = (userId: unknown): string => `/console/users/${encodeURIComponent(String(userId))}`;

/** Which user the address names. */
export const whichUser = (req: Request) => ({ zoneId: zoneOf(req), userId: String(req.params.userId) });

/** What every tab of a user shows at its head. */
export async function describeUser(execute: Execute, req: Request) {
  const { userInfo: user } = await execute(getUser, administratorOf(req), whichUser(req));
  return { user, href: userHref(user.userId) };
}

/** The overview of a user, and the form that changes it. */
export function oneUserPages(execute: Execute): Router {
  const router = Router();

  router.get('/users/:userId', async (req, res) => {
    res.render('console/users/show', await describeUser(execute, req as Request));
  });

  router.get('/users/:userId/edit', async (req, res) => {
    res.render('console/users/edit', { ...(await editPage(execute, req as Request)), problem: null });
  });
  router.post(
    '/users/:userId/edit',
    form(execute, {
      action: updateUser,
      actor: administratorOf,
      input: (req) => ({ ...whichUser(req), ...changesIn(req.body) }),
      done: (_result, req, res) => res.redirect(303, userHref(req.params.userId)),
      page: 'console/users/edit',
      locals: (req) => editPage(execute, req),
    }),
  );

  return router;
}

const changesIn = ({
  newFirstName,
  newLastName,
  newDisplayName,
  newDescription,
  newEmail,
}: Request['body']) => ({
  newFirstName,
  newLastName,
  newDisplayName,
  newDescription,
  newEmail: newEmail?.trim(),
});

async function editPage(execute: Execute, req: Request) {
  const described = await describeUser(execute, req);
  const { firstName, lastName, displayName, description, email } = described.user;
  const values = {
    newFirstName: firstName,
    newLastName: lastName,
    newDisplayName: displayName,
    newDescription: description,
    newEmail: email,
  };
  return { ...described, values };
}
