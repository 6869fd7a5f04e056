import type { Request, RequestHandler } from 'express';
import { Passport } from 'passport';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { describeEmployee } from '../../domain/identity-center/portal/describe-employee.ts';
import type { PortalUser } from '../employee-session.ts';

type Login = Pick<PortalUser, 'spaceId' | 'userId' | 'loginId'>;

/** Passport keeps only ids in the session; who they are, and whether still, is read with every request. */
export function portalSession(execute: Execute) {
  const passport = new Passport();
  passport.serializeUser<Login>(({ spaceId, userId, loginId }, done) =>
    done(null, { spaceId, userId, loginId }),
  );
  passport.deserializeUser<Login>((login, done) => {
    findPortalUser(execute, login).then((user) => done(null, user ?? false), done);
  });

  return {
    passport,
    middleware: [passport.initialize(), passport.session()] as RequestHandler[],
    /** Logs in under a new session id, so that an id known before the login opens nothing. */
    open: (req: Request, user: PortalUser): Promise<void> =>
      new Promise((resolve, reject) => {
        req.login(user, (error) => (error ? reject(error) : resolve()));
      }),
  };
}

async function findPortalUser(execute: Execute, login: Login): Promise<PortalUser | undefined> {
  const { spaceId, userId, loginId } = login;
  try {
    const employee = await execute(describeEmployee, { kind: 'employee', spaceId, userId }, { loginId });
    return { spaceId, userId, loginId, ...employee };
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
