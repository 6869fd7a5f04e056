import { json, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { acceptLoginToken } from '../../domain/identity-center/command-line/accept-login-token.ts';
import { endCommandLineLogin } from '../../domain/identity-center/command-line/end-command-line-login.ts';
import { requestCommandLineLogin } from '../../domain/identity-center/command-line/request-command-line-login.ts';
import { takeLoginToken } from '../../domain/identity-center/command-line/take-login-token.ts';
import { describeAccountAccess } from '../../domain/identity-center/portal/describe-account-access.ts';
import { enterAccountAsRole } from '../../domain/identity-center/portal/enter-account-as-role.ts';
import { issueRoleCredentials } from '../../domain/identity-center/portal/issue-role-credentials.ts';
import { listRoleAccounts } from '../../domain/identity-center/portal/list-role-accounts.ts';
import { assumeRoleWithSaml } from '../../domain/sts/credentials/assume-role-with-saml.ts';
import { noStore } from '../security-headers.ts';
import { visitorOf } from '../visitor.ts';
import { answer, failures, onlyJson } from './answers.ts';
import { commandLineLimit } from './command-line-limit.ts';
import { type Body, employeeBy, page, windowOf } from './request-fields.ts';

type Call = (execute: Execute, req: Request, body: Body) => Promise<object>;

/**
 * What `tccli sso` asks (reference: the portal and tccli, 2.3), and beside it what our own command asks: JSON in, JSON
 * out, always 200, a failure under `Error`.
 */
export function commandLineEndpoints(execute: Execute): Router {
  const router = Router();
  router.use(noStore, onlyJson, json({ limit: '64kb', type: () => true }));
  for (const [path, call] of Object.entries(calls)) {
    router.post(path, ...limitOf(path), async (req, res) =>
      answer(res, await call(execute, req, bodyOf(req))),
    );
  }
  router.use(unknownPath, failures);
  return router;
}

const bodyOf = (req: Request): Body =>
  typeof req.body === 'object' && req.body !== null && !Array.isArray(req.body) ? req.body : {};

/** Nobody needs a key or a login more often; each takes a signature. */
const limitOf = (path: string): RequestHandler[] =>
  path === '/sts/assume_role_with_saml' || path === '/sso/request_login' ? [commandLineLimit()] : [];

const unknownPath: RequestHandler = (req, res: Response) =>
  answer(res, {
    Error: {
      Code: 'InvalidAction',
      Message: `There is no ${req.method} ${req.originalUrl.split('?')[0]} here.`,
    },
  });

const calls: Record<string, Call> = {
  '/sso/check_login_state': async (execute, req, { State }) => {
    const asked = { state: State, device: deviceOf(req) };
    const { status, token } = await execute(takeLoginToken, visitorOf(req), asked);
    if (status === 'Waiting') return { Status: 'NotFound' };
    return { Status: status, ...(token && { Token: { State, Token: token, Site: 'cn' } }) };
  },

  '/sso/request_login': async (execute, req, { State, Device }) => {
    const asked = { state: State, device: Device };
    const { userCode, expiresAt } = await execute(requestCommandLineLogin, visitorOf(req), asked);
    return { UserCode: userCode, ExpiresAt: secondsOf(expiresAt) };
  },

  '/sso/end_login': async (execute, req, { LoginToken }) => {
    await execute(endCommandLineLogin, await employeeBy(execute, req, LoginToken), {
      loginToken: LoginToken,
    });
    return {};
  },

  '/org/list_accounts_for_access_assignment': async (execute, req, body) => {
    const actor = await employeeBy(execute, req, body.LoginToken);
    const { accounts, totalCounts } = await execute(listRoleAccounts, actor, page(body));
    return {
      Accounts: accounts.map(({ uin, name }) => ({ Uin: uin, Name: name })),
      TotalCounts: totalCounts,
    };
  },

  '/org/list_role_configurations_for_account': async (execute, req, body) => {
    const actor = await employeeBy(execute, req, body.LoginToken);
    const { configurations } = await execute(describeAccountAccess, actor, { uin: body.TargetUin });
    const { items, next } = windowOf(
      configurations.filter(({ isReady }) => isReady),
      body,
    );
    return {
      RoleConfigurationsForAccount: items.map(({ id, name, sessionSeconds }) => ({
        RoleConfigurationId: id,
        RoleConfigurationName: name,
        SessionDuration: sessionSeconds,
      })),
      IsTruncated: next !== '',
      NextToken: next,
    };
  },

  '/org/gen_saml_response': async (execute, req, { LoginToken, TargetUin, RoleConfigurationId }) => {
    const actor = await employeeBy(execute, req, LoginToken);
    const wanted = { uin: TargetUin, permissionConfigurationId: RoleConfigurationId };
    return { SAMLResponse: (await execute(enterAccountAsRole, actor, wanted)).samlResponse };
  },

  '/org/verify_login_skey': async (execute, req, { LoginSkey }) => {
    const login = await execute(acceptLoginToken, visitorOf(req), { loginToken: LoginSkey });
    return {
      ZoneId: login.spaceId,
      ZoneName: login.spaceName,
      UserName: login.userName,
      ExpiresAt: secondsOf(login.expiresAt),
    };
  },

  '/org/issue_role_credentials': async (execute, req, { LoginToken, TargetUin, RoleConfigurationId }) => {
    const actor = await employeeBy(execute, req, LoginToken);
    const wanted = { uin: TargetUin, permissionConfigurationId: RoleConfigurationId };
    return keysOf(await execute(issueRoleCredentials, actor, wanted));
  },

  '/sts/assume_role_with_saml': async (execute, req, body) =>
    keysOf(
      await execute(assumeRoleWithSaml, visitorOf(req), {
        samlAssertion: body.SAMLAssertion,
        principalArn: body.PrincipalArn,
        roleArn: body.RoleArn,
        roleSessionName: body.RoleSessionName,
        durationSeconds: body.DurationSeconds,
      }),
    ),
};

const secondsOf = (moment: Date): number => Math.floor(moment.getTime() / 1000);

/** A tool that does not say what it is called is called by its `User-Agent`. */
const deviceOf = (req: Request): string => (req.get('User-Agent') ?? '').slice(0, 128);

interface Issued {
  credentials: { token: string; tmpSecretId: string; tmpSecretKey: string };
  expiredTime: number;
  expiration: string;
}

const keysOf = ({ credentials: { token, tmpSecretId, tmpSecretKey }, expiredTime, expiration }: Issued) => ({
  Credentials: { TmpSecretId: tmpSecretId, TmpSecretKey: tmpSecretKey, Token: token },
  ExpiredTime: expiredTime,
  Expiration: expiration,
});
