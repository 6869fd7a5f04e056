import type { Request, RequestHandler } from 'express';
import { Passport } from 'passport';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { describeEmployee } from '../../domain/identity-center/portal/describe-employee.ts';
import type { PortalUser } from '../employee-session.ts';

type Login = Pick<PortalUser, 'spaceId' | 'userId'>;

/** Passport keeps only ids in the session; who they are, and whether still, is read with every request. */
export function portalSession(execute: Execute) {
  const passport = new Passport();
  passport.serializeUser<Login>((user, done) => done(null, { spaceId: user.spaceId, userId: user.userId }));
  passport.deserializeUser<Login>((login, done) => {
    findPortalUser(execute, login).then((user) => done(null, user ?? false), done);
  });

  return {
    passport,
    middleware: [passport.initialize(), passport.session()] as RequestHandler[],
    /** Logs in under a new session id, so that an id known before the login opens nothing. */
    async open(req: Request, login: Login): Promise<void> {
      const user = await findPortalUser(execute, login);
      if (!user) throw new DomainError('unauthenticated', 'LoginRequired', 'Log in to go on.');
      await new Promise<void>((resolve, reject) => {
        req.login(user, (error) => (error ? reject(error) : resolve()));
      });
    },
  };
}

async function findPortalUser(execute: Execute, { spaceId, userId }: Login): Promise<PortalUser | undefined> {
  try {
    const employee = await execute(describeEmployee, { kind: 'employee', spaceId, userId }, {});
    return { spaceId, userId, ...employee };
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
