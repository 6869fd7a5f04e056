import type { Request } from 'express';
import { type SessionData, Store } from 'express-session';
import type { LoginRecords } from '../../platform/sessions/login-records.ts';

declare global {
  namespace Express {
    interface Request {
      /** What the next session of this browser will go by; the login that opens it is stored under it. */
      nextSessionId?: string;
    }
  }
}

/**
 * The portal's sessions are its logins: one row, written with the login itself, and whoever ends the login ends
 * the session. So there is nothing to write here but the end.
 */
export class LoginStore extends Store {
  readonly #records: LoginRecords;
  readonly #isSecure: boolean;

  constructor(records: LoginRecords, isSecure: boolean) {
    super();
    this.#records = records;
    this.#isSecure = isSecure;
  }

  override get(id: string, done: (error: unknown, data?: SessionData | null) => void): void {
    this.#find(id).then((data) => done(null, data), done);
  }

  override set(_id: string, _data: SessionData, done: (error?: unknown) => void = () => {}): void {
    done();
  }

  override destroy(id: string, done: (error?: unknown) => void = () => {}): void {
    this.#records.end(id).then(() => done(), done);
  }

  /** A session that never had a login has nothing to end. */
  override regenerate(req: Request, done: (error?: unknown) => void): void {
    const generate = (error?: unknown) => {
      (this as unknown as { generate(req: Request): void }).generate(req);
      done(error);
    };
    if (req.session.endsAt === undefined) generate();
    else this.destroy(req.sessionID, generate);
  }

  async #find(id: string): Promise<SessionData | undefined> {
    const login = await this.#records.find(id);
    if (!login) return undefined;
    const { expiresAt, ...user } = login;
    return {
      cookie: {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: this.#isSecure,
        expires: expiresAt,
        originalMaxAge: null,
      },
      endsAt: expiresAt.getTime(),
      // Where passport looks for it.
      passport: { user },
    } as SessionData;
  }
}
