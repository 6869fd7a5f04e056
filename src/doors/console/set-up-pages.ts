import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { setUpIdentityCenter } from '../../domain/identity-center/space/set-up-identity-center.ts';
import type { Clock } from '../../platform/clock.ts';
import { openAccountSession } from '../account-session.ts';
import { form } from '../form.ts';
import { guessingLimit } from '../guessing-limit.ts';
import { requireSamePassword } from '../same-password.ts';
import { visitorOf } from '../visitor.ts';

const sessionSeconds = 8 * 3600;

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
      async done({ adminUin: uin, organizationId }, req, res) {
        const principal = { kind: 'principal', uin, organizationId, identity: { type: 'root' } } as const;
        await openAccountSession(req, principal, { now: clock.now(), seconds: sessionSeconds });
        res.redirect(303, '/console');
      },
      page: 'console/set-up',
      locals: ({ body }) => ({ token: body.token ?? '' }),
    }),
  );

  return router;
}
