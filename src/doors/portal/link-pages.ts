import { type Request, type Response, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { enterAccountAsCamUser } from '../../domain/identity-center/portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from '../../domain/identity-center/portal/enter-account-as-role.ts';
import { findWay } from '../../domain/identity-center/portal/find-way.ts';
import { findOnlySpace } from '../../domain/identity-center/space/find-only-space.ts';
import { employeeOf } from '../employee-session.ts';
import { hop } from './hop.ts';

type LinkRequest = Request<{ space: string; uin: string }>;

/** `/{space}/go/{account}?role=…`: straight into an account, for links in documents and bookmarks. */
export function linkPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });

  router.get('/go/:uin', async (req: LinkRequest, res) => {
    const { space, uin } = req.params;
    const asCamUser = req.query.as === 'user';
    const { way } = await execute(findWay, employeeOf(req), { uin, role: textOf(req.query.role), asCamUser });
    if (!way || !isVisit(req)) return res.redirect(303, choicePage(space, uin, asCamUser));
    const { permissionConfigurationId } = { permissionConfigurationId: '', ...way };
    hop(
      res,
      asCamUser
        ? await execute(enterAccountAsCamUser, employeeOf(req), { uin })
        : await execute(enterAccountAsRole, employeeOf(req), { uin, permissionConfigurationId }),
    );
  });

  return router;
}

/** `/go/{account}`: the same where the link does not say the space. Nobody learns whose account it is. */
export function spacelessLinks(execute: Execute): Router {
  const router = Router();
  router.get('/:uin', async (req: Request<{ uin: string }>, res: Response) => {
    const { space = '', ...query } = Object.fromEntries(new URLSearchParams(queryOf(req)));
    const name = space || (await execute(findOnlySpace, { kind: 'visitor' }, {})).name;
    const search = new URLSearchParams(query).toString();
    const { uin } = req.params;
    if (name && /^[a-z0-9-]{2,64}$/.test(name) && /^\d{1,16}$/.test(uin)) {
      return res.redirect(302, `/${name}/go/${uin}${search && `?${search}`}`);
    }
    res.render('portal/which-space', { action: `/go/${encodeURIComponent(uin)}`, fields: query });
  });
  return router;
}

const queryOf = ({ originalUrl }: Pick<Request, 'originalUrl'>): string => originalUrl.split('?')[1] ?? '';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const choicePage = (space: string, uin: string, asCamUser: boolean): string =>
  asCamUser ? `/${space}/cam-users?q=${uin}` : `/${space}/accounts/${uin}`;

/** Somebody going there; not a browser that looks ahead, nor a page that has it fetched. */
function isVisit(req: Request): boolean {
  const purpose = `${req.get('Sec-Purpose') ?? ''} ${req.get('Purpose') ?? ''}`;
  const isDocument = (req.get('Sec-Fetch-Dest') ?? 'document') === 'document';
  return req.method === 'GET' && isDocument && !purpose.includes('prefetch');
}
