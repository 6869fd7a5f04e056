import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { describeAccountAccess } from '../../domain/identity-center/portal/describe-account-access.ts';
import { enterAccountAsCamUser } from '../../domain/identity-center/portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from '../../domain/identity-center/portal/enter-account-as-role.ts';
import { explainAccess } from '../../domain/identity-center/portal/explain-access.ts';
import { issueRoleCredentials } from '../../domain/identity-center/portal/issue-role-credentials.ts';
import { employeeOf } from '../employee-session.ts';
import { credentialFormats } from './credential-formats.ts';
import { hop } from './hop.ts';

type ConfigurationRequest = Request<{ space: string; uin: string; configuration: string }>;

/** One account: what one may be there, why, and the ways in. */
export function accountPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });

  router.get('/accounts/:uin', async (req: Request<{ space: string; uin: string }>, res) => {
    const { space, uin } = req.params;
    const { account, configurations } = await execute(describeAccountAccess, employeeOf(req), { uin });
    const href = `/${space}/accounts/${account.uin}`;
    res.render('portal/account', {
      tab: 'role',
      account,
      configurations: configurations.map(({ isReady, ...configuration }) => ({
        ...configuration,
        ready: isReady,
        action: `${href}/logins/${configuration.id}`,
        whyHref: `${href}/why/${configuration.id}`,
        credentialsAction: `${href}/credentials/${configuration.id}`,
      })),
    });
  });

  router.get('/accounts/:uin/why/:configuration', async (req: ConfigurationRequest, res) => {
    const { uin, configuration: permissionConfigurationId } = req.params;
    res.render(
      'portal/why',
      await execute(explainAccess, employeeOf(req), { uin, permissionConfigurationId }),
    );
  });

  router.post('/accounts/:uin/logins/:configuration', async (req: ConfigurationRequest, res) => {
    const { uin, configuration: permissionConfigurationId } = req.params;
    hop(res, await execute(enterAccountAsRole, employeeOf(req), { uin, permissionConfigurationId }));
  });

  router.post('/accounts/:uin/credentials/:configuration', async (req: ConfigurationRequest, res) => {
    const { uin, configuration: permissionConfigurationId } = req.params;
    const issued = await execute(issueRoleCredentials, employeeOf(req), { uin, permissionConfigurationId });
    const expiresAt = new Date(issued.expiredTime * 1000);
    res.render('portal/credentials', { ...issued, expiresAt, formats: credentialFormats(issued) });
  });

  router.post('/cam-users/:uin/logins', async (req: Request<{ uin: string }>, res) => {
    hop(res, await execute(enterAccountAsCamUser, employeeOf(req), { uin: req.params.uin }));
  });

  return router;
}
