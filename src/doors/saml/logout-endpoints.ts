import { type Request, type RequestHandler, type Response, Router } from 'express';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { receiveLogout } from '../../domain/identity-center/logout/receive-logout.ts';
import { carryOn, type LogoutDelivery } from '../logout-delivery.ts';
import { noStore } from '../security-headers.ts';
import { visitorOf } from '../visitor.ts';
import { type FloodLimit, turnAway } from './flood-limit.ts';

type SpaceRequest = Request<{ space: string }>;

/** Single logout, both ways and by both bindings (saml-profiles §4.4). */
export function logoutEndpoints(execute: Execute, receive: RequestHandler[], flood: FloodLimit): Router {
  const router = Router();

  router.get('/:space/slo', noStore, async (req: SpaceRequest, res) => {
    const query = req.originalUrl.slice(req.originalUrl.indexOf('?') + 1);
    await answer(execute, flood, req, res, { binding: 'redirect', query });
  });

  router.post(
    '/:space/slo',
    noStore,
    ...(receive as RequestHandler<{ space: string }>[]),
    async (req: SpaceRequest, res) => {
      const { SAMLRequest, SAMLResponse, RelayState = '' } = req.body ?? {};
      await answer(execute, flood, req, res, {
        binding: 'post',
        field: SAMLRequest === undefined ? 'SAMLResponse' : 'SAMLRequest',
        message: SAMLRequest ?? SAMLResponse ?? '',
        relayState: RelayState,
      });
    },
  );

  return router;
}

async function answer(
  execute: Execute,
  flood: FloodLimit,
  req: SpaceRequest,
  res: Response,
  received: object,
): Promise<void> {
  const { space } = req.params;
  const isFlooded = flood.enter(req.ip, space);
  const result = await execute(receiveLogout, visitorOf(req), {
    spaceName: space,
    received,
    isFlooded,
  }).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === 'limit-exceeded') return undefined;
    throw error;
  });
  if (!result) return turnAway(res);
  if (result.outcome === 'refused') {
    const { reference } = result;
    res.status(403).render('portal/logout-refused', { space: { name: space }, reference });
  } else {
    flood.takeBack(req.ip, space);
    goOn(res, space, result);
  }
}

type Ended =
  | { outcome: 'ended'; delivery?: LogoutDelivery | undefined }
  | { outcome: 'confirmed'; isSuccess: boolean };

/** To the identity provider with our answer, or to the page that says how far one is signed out. */
function goOn(res: Response, space: string, result: Ended): void {
  if (result.outcome === 'ended' && result.delivery) {
    if (result.delivery.binding === 'redirect') res.redirect(302, result.delivery.url);
    else carryOn(res, space, result.delivery, { mayBeFramed: true });
  } else {
    const isEverywhere = result.outcome === 'ended' || result.isSuccess;
    res.redirect(303, `/${encodeURIComponent(space)}/signed-out${isEverywhere ? '' : '?only=here'}`);
  }
}
