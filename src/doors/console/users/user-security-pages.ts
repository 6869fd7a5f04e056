import { type Request, type Response, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { endUserSessions } from '../../../domain/identity-center/users/end-user-sessions.ts';
import { listUserSessions } from '../../../domain/identity-center/users/list-user-sessions.ts';
import { updateUserStatus } from '../../../domain/identity-center/users/update-user-status.ts';
import { describeBrowser } from '../../describe-browser.ts';
import { form } from '../../form.ts';
import { administratorOf } from '../administrator-session.ts';
import { describeUser, userHref, whichUser } from './one-user-pages.ts';

/** Whether somebody may log in, what they have open, and how their last logins went. */
export function userSecurityPages(execute: Execute): Router {
  const router = Router();

  router.get('/users/:userId/security', async (req, res) => {
    res.render('console/users/security', { ...(await securityTab(execute, req as Request)), problem: null });
  });
  const change = {
    actor: administratorOf,
    done: (_result: unknown, req: Request, res: Response) =>
      res.redirect(303, `${userHref(req.params.userId)}/security`),
    page: 'console/users/security',
    locals: (req: Request) => securityTab(execute, req),
  };
  router.post(
    '/users/:userId/status',
    form(execute, {
      ...change,
      action: updateUserStatus,
      input: (req) => ({ ...whichUser(req), newUserStatus: req.body.newUserStatus }),
    }),
  );
  router.post(
    '/users/:userId/sessions/end',
    form(execute, {
      ...change,
      action: endUserSessions,
      input: (req) => ({ ...whichUser(req), sessionId: req.body.sessionId || undefined }),
    }),
  );

  return router;
}

async function securityTab(execute: Execute, req: Request) {
  const { sessions, loginAttempts } = await execute(listUserSessions, administratorOf(req), whichUser(req));
  const shown = sessions.map((session) => ({ ...session, ...describeBrowser(session.browser) }));
  return { ...(await describeUser(execute, req)), sessions: shown, attempts: loginAttempts };
}
