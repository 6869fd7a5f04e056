import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { setUpIdentityCenter } from '../../domain/identity-center/space/set-up-identity-center.ts';
import type { Clock } from '../../platform/clock.ts';
import { form } from '../form.ts';
import { guessingLimit } from '../guessing-limit.ts';
import { visitorOf } from '../visitor.ts';
import { openConsole } from './administrator-session.ts';
import { requireSamePassword } from './same-password.ts';

/** The first-run set-up, behind the link that is printed at start. */
export function setUpPages(execute: Execute, clock: Clock): Router {
  const router = Router();

  router.get('/set-up', (req, res) => {
    res.render('console/set-up', { token: String(req.query.token ?? ''), values: {}, problem: null });
  });

  router.post(
    '/set-up',
    guessingLimit(),
    form(execute, {
      action: setUpIdentityCenter,
      actor: visitorOf,
      input: ({ body }) => ({ ...requireSamePassword(body), token: String(body.token ?? '') }),
      async done({ adminUin }, req, res) {
        await openConsole(req, adminUin, clock);
        res.redirect(303, '/console');
      },
      page: 'console/set-up',
      locals: ({ body }) => ({ token: body.token ?? '' }),
    }),
  );

  return router;
}
