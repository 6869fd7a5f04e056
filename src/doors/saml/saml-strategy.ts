import type { Request } from 'express';
import { Strategy } from 'passport';
import type { Execute } from '../../action/execute.ts';
import { completeLogin } from '../../domain/identity-center/logins/complete-login.ts';
import { visitorOf } from '../visitor.ts';
import type { BrowserCookie } from './browser-cookie.ts';

/** What the strategy hands on when somebody has logged in. */
export interface Login {
  spaceId: string;
  userId: string;
  returnTo: string;
  sessionSeconds: number;
}

/**
 * Passport's view of a SAML login: a posted response succeeds with a Login, or fails with the reference
 * code under which the administrator finds the reason. All decisions are in `completeLogin`.
 */
export class SamlStrategy extends Strategy {
  override readonly name = 'saml';
  // Not `#private`: passport calls `authenticate` on an object that only inherits from this one.
  private readonly execute: Execute;
  private readonly cookie: BrowserCookie;

  constructor(execute: Execute, cookie: BrowserCookie) {
    super();
    this.execute = execute;
    this.cookie = cookie;
  }

  override async authenticate(req: Request): Promise<void> {
    try {
      const result = await this.execute(completeLogin, visitorOf(req), {
        spaceName: req.params.space,
        samlResponse: req.body?.SAMLResponse,
        browserSecret: this.cookie.read(req),
      });
      // Passport calls it a user; the callback of `authenticate` receives it as the Login it is.
      if (result.outcome === 'accepted') this.success(result as Login as unknown as Express.User);
      else this.fail({ reference: result.reference });
    } catch (error) {
      this.error(error as Error);
    }
  }
}
