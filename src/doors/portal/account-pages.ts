import { type Request, type Response, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { describeAccountAccess } from '../../domain/identity-center/portal/describe-account-access.ts';
import { enterAccountAsCamUser } from '../../domain/identity-center/portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from '../../domain/identity-center/portal/enter-account-as-role.ts';
import { employeeOf } from '../employee-session.ts';
import { allowFormsTo } from '../security-headers.ts';

/** One account: what one may be there, and the way in. */
export function accountPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });

  router.get('/accounts/:uin', async (req: Request<{ space: string; uin: string }>, res) => {
    const { space, uin } = req.params;
    const { account, configurations } = await execute(describeAccountAccess, employeeOf(req), { uin });
    res.render('portal/account', {
      tab: 'role',
      account,
      configurations: configurations.map(({ isReady, ...configuration }) => ({
        ...configuration,
        ready: isReady,
        action: `/${space}/accounts/${account.uin}/logins/${configuration.id}`,
      })),
    });
  });

  router.post(
    '/accounts/:uin/logins/:configuration',
    async (req: Request<{ uin: string; configuration: string }>, res) => {
      const { uin, configuration: permissionConfigurationId } = req.params;
      hop(res, await execute(enterAccountAsRole, employeeOf(req), { uin, permissionConfigurationId }));
    },
  );

  router.post('/cam-users/:uin/logins', async (req: Request<{ uin: string }>, res) => {
    hop(res, await execute(enterAccountAsCamUser, employeeOf(req), { uin: req.params.uin }));
  });

  return router;
}

interface Hop {
  acsUrl: string;
  samlResponse: string;
  relayState: string;
  account: { uin: number; name: string };
}

/** A page whose form carries the assertion to the account, by itself where scripts run. */
function hop(res: Response, page: Hop): void {
  allowFormsTo(res, page.acsUrl);
  res.render('portal/post-response', page);
}
