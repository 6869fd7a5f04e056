import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Execute } from '../../action/execute.ts';
import { addCamUser } from '../../domain/cam/users/add-user.ts';
import { deleteCamUser } from '../../domain/cam/users/delete-user.ts';
import { listCamUsers } from '../../domain/cam/users/list-users.ts';
import { updateCamUser } from '../../domain/cam/users/update-user.ts';
import { form } from '../form.ts';
import { renderList } from '../list-page.ts';
import { type ChangeForm, changeForms } from './change-forms.ts';
import { askedOf } from './page-of-list.ts';
import { principalOf } from './signed-in.ts';
import { signInChanges } from './user-sign-in-forms.ts';
import { describeUser, userHref } from './user-view.ts';

export function userPages(execute: Execute): Router {
  const router = Router();
  const view = 'account-console/users/show';
  const locals = (req: Request) => describeUser(execute, req);

  router.get('/users', async (req, res) => {
    const { data, totalNum } = await execute(listCamUsers, principalOf(req), askedOf(req));
    renderList(req, res, 'account-console/users/index', totalNum, {
      users: data.map((user) => ({ ...user, href: userHref(user.name) })),
    });
  });

  router.get('/users/new', (_req, res) => {
    res.render('account-console/users/new', { values: {}, problem: null });
  });

  router.post(
    '/users',
    form(execute, {
      action: addCamUser,
      actor: principalOf,
      input: ({ body }) => newUser(body),
      done: showCreated,
      page: 'account-console/users/new',
    }),
  );

  router.get('/users/:name', async (req, res) => {
    res.render(view, { ...(await locals(req)), problem: null });
  });

  const goTo = ({ params }: Request) => userHref(String(params.name));
  router.use(changeForms(execute, { view, locals, goTo }, changes));
  return router;
}

const changes: Record<string, ChangeForm> = {
  '/users/:name': {
    action: updateCamUser,
    input: ({ params: { name }, body: { remark, phoneNum, countryCode, email } }) => ({
      name,
      remark,
      phoneNum,
      countryCode,
      email,
    }),
  },
  '/users/:name/deletion': {
    action: deleteCamUser,
    input: ({ params: { name }, body }) => ({ name, force: body.force === '1' ? 1 : 0 }),
    goTo: () => '/account-console/users',
  },
  ...signInChanges,
};

/** Boxes that are not ticked are not sent; texts that are left empty are not given. */
const newUser = ({ name, remark, email, consoleLogin, useApi, password, needResetPassword }: Fields) => ({
  name,
  remark,
  email,
  consoleLogin: consoleLogin ? 1 : 0,
  useApi: useApi ? 1 : 0,
  needResetPassword: needResetPassword ? 1 : 0,
  ...(password && consoleLogin && { password }),
});

type Fields = Record<string, string | undefined>;

/** Secrets are kept nowhere they could be read from again, so they are in this answer itself and not behind a link. */
function showCreated(created: z.output<typeof addCamUser.output>, _req: Request, res: Response): void {
  const { name, password, secretId, secretKey } = created;
  const href = userHref(name);
  const secrets = { password, accessKeyId: secretId, secretAccessKey: secretKey };
  if (!password && !secretKey) res.redirect(303, href);
  else res.status(201).render('account-console/secrets', { name, href, section: 'users', secrets });
}
