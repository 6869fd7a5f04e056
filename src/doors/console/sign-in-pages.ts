import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { signInAdministrator } from '../../domain/organization/administrators/sign-in-administrator.ts';
import type { Clock } from '../../platform/clock.ts';
import { form } from '../form.ts';
import { guessingLimit } from '../guessing-limit.ts';
import { visitorOf } from '../visitor.ts';
import { openConsole } from './administrator-session.ts';

/** The console's front door: sign-in of the root user, and sign-out. */
export function signInPages(execute: Execute, clock: Clock): Router {
  const router = Router();
  const limit = guessingLimit();

  router.get('/sign-in', (req, res) => {
    if (req.session.administratorUin !== undefined) return res.redirect(303, '/console');
    res.render('console/sign-in', { values: {}, problem: null });
  });

  router.post(
    '/sign-in',
    limit,
    form(execute, {
      action: signInAdministrator,
      actor: visitorOf,
      input: ({ body }) => ({ email: body.email, password: body.password }),
      async done({ uin }, req, res) {
        await openConsole(req, uin, clock);
        res.redirect(303, '/console');
      },
      page: 'console/sign-in',
    }),
  );

  router.post('/sign-out', (req, res, next) => {
    req.session.destroy((error) => (error ? next(error) : res.redirect(303, '/console/sign-in')));
  });

  return router;
}
