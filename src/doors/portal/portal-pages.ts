import { type Request, type RequestHandler, Router, urlencoded } from 'express';
import type { Execute } from '../../action/execute.ts';
import { findSpace } from '../../domain/identity-center/space/find-space.ts';
import { noStore } from '../security-headers.ts';
import { accountListPages } from './account-list-pages.ts';
import { accountPages } from './account-pages.ts';
import { doorPages } from './door-pages.ts';
import { linkPages } from './link-pages.ts';
import { sessionPages } from './session-pages.ts';
import { toolPages } from './tool-pages.ts';

interface PortalParts {
  execute: Execute;
  /** Session and passport. */
  session: RequestHandler[];
  csrf: RequestHandler[];
}

/** What employees see. All below `/{space}`. */
export function portalPages({ execute, session, csrf }: PortalParts): Router {
  const router = Router({ mergeParams: true });
  router.use(
    noStore,
    ...session,
    urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 }),
    ...csrf,
  );

  router.use(leadOn(execute));

  router.get('/', (req: SpaceRequest, res) => res.redirect(302, `/${req.params.space}/accounts`));

  router.use(doorPages(execute));
  router.use(requireEmployee);
  router.use(
    accountListPages(execute),
    accountPages(execute),
    linkPages(execute),
    toolPages(execute),
    sessionPages(execute),
  );
  return router;
}

type SpaceRequest = Request<{ space: string }>;

/** A space that was renamed is found at its old address too; everything else there is asked for at the new one. */
const leadOn =
  (execute: Execute): RequestHandler<{ space: string }> =>
  async (req, res, next) => {
    const asked = req.params.space;
    if (req.method !== 'GET' || req.user?.spaceName === asked) return next();
    const { name } = await execute(findSpace, { kind: 'visitor' }, { spaceName: asked });
    if (name === asked) return next();
    res.redirect(302, `/${name}${req.url === '/' ? '' : req.url}`);
  };

/** Whoever is not logged in to this space goes to its login page, and from there on to the page they asked for. */
const requireEmployee: RequestHandler<{ space: string }> = (req, res, next) => {
  if (req.user?.spaceName !== req.params.space) return res.redirect(303, loginPage(req));
  res.locals.space = { name: req.user.spaceName };
  res.locals.employee = { userName: req.user.userName, displayName: req.user.displayName };
  next();
};

const longestReturn = 500;

function loginPage({ method, originalUrl, params }: Request<{ space: string }>): string {
  const canReturn = method === 'GET' && originalUrl.length <= longestReturn;
  return `/${params.space}/login${canReturn ? `?returnTo=${encodeURIComponent(originalUrl)}` : ''}`;
}
