import { type Request, type RequestHandler, Router } from 'express';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { allowCommandLineLogin } from '../../domain/identity-center/command-line/allow-command-line-login.ts';
import { describeCommandLineLogin } from '../../domain/identity-center/command-line/describe-command-line-login.ts';
import { refuseCommandLineLogin } from '../../domain/identity-center/command-line/refuse-command-line-login.ts';
import { employeeOf } from '../employee-session.ts';

type SpaceRequest = Request<{ space: string }>;

/** How a tool on a command line comes to act as a person: `tccli sso login` and our own command. */
export function toolPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });

  router.get('/cli', async (req: SpaceRequest, res) => {
    const { state, code = '' } = req.query;
    const by = typeof state === 'string' ? { state } : { userCode: String(code) };
    const asks =
      by.userCode === ''
        ? undefined
        : await orNothing(execute(describeCommandLineLogin, employeeOf(req), { by }));
    res.status(asks || by.userCode === '' ? 200 : 404).render('portal/tool', {
      asks,
      code: by.userCode ?? '',
      again: by.state && req.originalUrl,
      // People can compare it with what their terminal shows; the rest is the tool's secret.
      stateEnd: by.state?.slice(-6),
      ownAddress: req.ip ?? '',
    });
  });

  router.post('/cli/allow', async (req: SpaceRequest, res) => {
    const { code: userCode, hours } = req.body;
    const loginId = req.user?.loginId;
    await execute(allowCommandLineLogin, employeeOf(req), { userCode, hours, loginId });
    res.redirect(303, '/sso');
  });

  router.post('/cli/refuse', async (req: SpaceRequest, res) => {
    await execute(refuseCommandLineLogin, employeeOf(req), { userCode: req.body.code });
    res.redirect(303, `/${req.params.space}/accounts`);
  });

  return router;
}

/** The address that `tccli sso login` opens is the login page’s with more behind it. */
export const toToolPage: RequestHandler<{ space: string }> = (req, res, next) => {
  const { loginType, state } = req.query;
  if (loginType !== 'tccli' || typeof state !== 'string') return next();
  res.redirect(302, `/${req.params.space}/cli?state=${encodeURIComponent(state)}`);
};

/** Nothing waits under that name, or it is none. */
async function orNothing<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DomainError && ['not-found', 'invalid-input'].includes(error.kind)) return undefined;
    throw error;
  }
}
