import { type Request, type RequestHandler, Router } from 'express';
import type { Execute } from '../action/execute.ts';
import { changePassword } from '../domain/cam/console-passwords/change-password.ts';
import { isSignedIn, signedInTo } from './account-session.ts';
import { form } from './form.ts';
import { guessingLimit } from './guessing-limit.ts';
import { requireSamePassword } from './same-password.ts';
import { saved } from './session-steps.ts';

/** Where a CAM user changes the own password, the same for either console. */
export function passwordPages(execute: Execute, home: string): Router {
  const router = Router();

  router.get('/password', requireSignedIn(home), (req, res) => {
    res.render('sign-in/password', { ...pageOf(req as Request, home), values: {}, problem: null });
  });

  router.post(
    '/password',
    guessingLimit(),
    requireSignedIn(home),
    form(execute, {
      action: changePassword,
      actor: (req) => signedInTo(req) ?? { kind: 'visitor' },
      input: ({ body }) => ({
        ...requireSamePassword({ password: body.password, passwordAgain: body.passwordAgain }),
        oldPassword: String(body.oldPassword ?? ''),
      }),
      async done({ passwordVersion }, req, res) {
        goOn(req, passwordVersion);
        await saved(req);
        res.redirect(303, home);
      },
      page: 'sign-in/password',
      locals: (req) => pageOf(req, home),
    }),
  );

  return router;
}

/** Every other session ends with the old password; this one is that of whoever has just proved to know both. */
function goOn({ session: { account } }: Request, passwordVersion: number | undefined): void {
  if (!account) return;
  account.mustChangePassword = false;
  if (account.principal.identity.type === 'cam-user' && passwordVersion !== undefined) {
    account.principal.identity.passwordVersion = passwordVersion;
  }
}

/** Whoever was given a password by somebody else does nothing before having chosen an own one. */
export const requireOwnPassword =
  (home: string): RequestHandler =>
  (req, res, next) => {
    if (!req.session.account?.mustChangePassword) return next();
    res.redirect(303, `${home}/password`);
  };

const requireSignedIn =
  (home: string): RequestHandler =>
  (req, res, next) =>
    isSignedIn(req) ? next() : res.redirect(303, `${home}/sign-in`);

const pageOf = (req: Request, home: string) => ({
  home,
  mustChange: req.session.account?.mustChangePassword === true,
});
