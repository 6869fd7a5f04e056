import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { startTestLogin } from '../../domain/identity-center/logins/start-test-login.ts';
import { applySamlCandidate } from '../../domain/identity-center/sso/apply-saml-candidate.ts';
import { discardSamlCandidate } from '../../domain/identity-center/sso/discard-saml-candidate.ts';
import { form } from '../form.ts';
import type { LoginCookie } from '../login-cookie.ts';
import { allowFormsTo } from '../security-headers.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';
import { describeSso } from './sso-pages.ts';

/** What would change with the prepared settings: look, try, use or throw away. */
export function ssoCandidatePages(execute: Execute, cookie: LoginCookie): Router {
  const router = Router();

  router.get('/settings/sso/candidate', async (req, res) => {
    const sso = await candidateOf(execute, req);
    if (!sso.candidate) return res.redirect(303, '/console/settings/sso');
    res.render('console/settings/candidate', { ...sso, problem: null });
  });

  router.post(
    '/settings/sso/candidate/application',
    form(execute, {
      action: applySamlCandidate,
      actor: administratorOf,
      input: (req) => ({ zoneId: zoneOf(req), candidateAt: req.body?.candidateAt }),
      done: (_result, _req, res) => res.redirect(303, '/console/settings/sso'),
      page: 'console/settings/candidate',
      locals: (req) => candidateOf(execute, req),
    }),
  );

  router.post('/settings/sso/candidate/removal', async (req, res) => {
    await execute(discardSamlCandidate, administratorOf(req), { zoneId: zoneOf(req) });
    res.redirect(303, '/console/settings/sso');
  });

  router.post('/settings/sso/tests', async (req, res) => {
    const { redirectUrl, browserSecret, validSeconds } = await execute(startTestLogin, administratorOf(req), {
      zoneId: zoneOf(req),
      of: req.body?.of,
      browserSecret: cookie.read(req),
    });
    cookie.write(res, browserSecret, validSeconds);
    res.redirect(303, redirectUrl);
  });

  return router;
}

/** The page has a button that leads to the identity provider. */
async function candidateOf(execute: Execute, req: Request) {
  const sso = await describeSso(execute, req);
  const loginUrl = sso.candidate?.configuration.loginUrl;
  if (loginUrl && req.res) allowFormsTo(req.res, loginUrl);
  return sso;
}
