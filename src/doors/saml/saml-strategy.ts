import type { Request } from 'express';
import { Strategy } from 'passport';
import type { Execute } from '../../action/execute.ts';
import { completeLogin } from '../../domain/identity-center/logins/complete-login.ts';
import type { RandomSource } from '../../platform/random.ts';
import type { PortalUser } from '../employee-session.ts';
import type { LoginCookie } from '../login-cookie.ts';
import { visitorOf } from '../visitor.ts';

/** What the strategy hands on when somebody has logged in. */
export interface Login extends PortalUser {
  returnTo: string;
  sessionSeconds: number;
}

/** What it hands on otherwise: where the administrator finds out why, or how a test went. */
export type NoLogin =
  | { outcome: 'tested'; reference: string; isRefused: boolean }
  | { outcome: 'refused'; reference: string };

/**
 * Passport's view of a SAML login: a posted response succeeds with a Login, or fails with the reference
 * code under which the administrator finds the reason. All decisions are in `completeLogin`.
 */
export class SamlStrategy extends Strategy {
  override readonly name = 'saml';
  // Not `#private`: passport calls `authenticate` on an object that only inherits from this one.
  private readonly execute: Execute;
  private readonly cookies: { login: LoginCookie; test: LoginCookie };
  private readonly random: RandomSource;

  constructor(execute: Execute, cookies: { login: LoginCookie; test: LoginCookie }, random: RandomSource) {
    super();
    this.execute = execute;
    this.cookies = cookies;
    this.random = random;
  }

  override async authenticate(req: Request): Promise<void> {
    try {
      // A new id with every login, so that an id known before the login opens nothing.
      const sessionSecret = this.random.secret();
      req.nextSessionId = sessionSecret;
      const result = await this.execute(completeLogin, visitorOf(req), {
        spaceName: req.params.space,
        samlResponse: req.body?.SAMLResponse,
        browserSecret: this.cookies.login.read(req),
        testSecret: this.cookies.test.read(req),
        sessionSecret,
      });
      if (result.outcome === 'accepted') this.success(result);
      else this.fail(result);
    } catch (error) {
      this.error(error as Error);
    }
  }
}
