import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { endOtherSessions } from '../../domain/identity-center/portal/end-other-sessions.ts';
import { endSession } from '../../domain/identity-center/portal/end-session.ts';
import { listSessions } from '../../domain/identity-center/portal/list-sessions.ts';
import { describeBrowser } from '../describe-browser.ts';
import { employeeOf } from '../employee-session.ts';

type SpaceRequest = Request<{ space: string }>;

/** What somebody has open, and ways to end it. */
export function sessionPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });

  router.get('/sessions', async (req: SpaceRequest, res) => {
    const { sessions } = await execute(listSessions, employeeOf(req), {});
    const shown = sessions.map((session) => ({ ...session, ...describeBrowser(session.browser) }));
    res.render('portal/sessions', {
      sessions: shown,
      hasOthers: sessions.some(({ isOfCurrent }) => !isOfCurrent),
    });
  });

  router.post('/sessions/end', async (req: SpaceRequest, res) => {
    await execute(endSession, employeeOf(req), { sessionId: req.body.sessionId });
    res.redirect(303, `/${req.params.space}/sessions`);
  });

  router.post('/sessions/end-others', async (req: SpaceRequest, res) => {
    await execute(endOtherSessions, employeeOf(req), {});
    res.redirect(303, `/${req.params.space}/sessions`);
  });

  return router;
}
