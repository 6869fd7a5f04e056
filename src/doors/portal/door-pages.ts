import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { logOut } from '../../domain/identity-center/logout/log-out.ts';
import { findSpace } from '../../domain/identity-center/space/find-space.ts';
import { employeeOf } from '../employee-session.ts';
import { carryOn } from '../logout-delivery.ts';
import { allowFormsTo } from '../security-headers.ts';
import { ended } from '../session-steps.ts';
import { toToolPage } from './tool-pages.ts';

type SpaceRequest = Request<{ space: string }>;

/** The way in and out: the login page, signing out, and the page after that. */
export function doorPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });

  router.get('/login', toToolPage, async (req: SpaceRequest, res) => {
    const { identityProviderUrl, ...space } = await execute(
      findSpace,
      { kind: 'visitor' },
      { spaceName: req.params.space },
    );
    if (req.user?.spaceName === space.name) return res.redirect(302, `/${space.name}/accounts`);
    if (identityProviderUrl) allowFormsTo(res, identityProviderUrl);
    const returnTo = typeof req.query.returnTo === 'string' ? req.query.returnTo : '';
    res.render('portal/login', { space, ssoReady: identityProviderUrl !== undefined, returnTo });
  });

  router.get('/signed-out', async (req: SpaceRequest, res) => {
    const space = await execute(findSpace, { kind: 'visitor' }, { spaceName: req.params.space });
    res.render('portal/signed-out', { space, onlyHere: req.query.only === 'here' });
  });

  router.post('/logout', async (req: SpaceRequest, res) => {
    const { user } = req;
    const everywhere = req.body.everywhere === 'true';
    const loggedOut = user
      ? await execute(logOut, employeeOf(req), { loginId: user.loginId, everywhere })
      : {};
    await ended(req);
    if (loggedOut.delivery) carryOn(res, req.params.space, loggedOut.delivery);
    else res.redirect(303, `/${req.params.space}/signed-out`);
  });

  return router;
}
