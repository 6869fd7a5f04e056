import type { Request, RequestHandler } from 'express';
import session, { type SessionData, Store } from 'express-session';
import type { SessionRecords } from '../platform/sessions/session-records.ts';

declare module 'express-session' {
  interface SessionData {
    /** When the session ends at the latest, in milliseconds since 1970; set at login, never moved. */
    endsAt?: number;
  }
}

export interface WebSessionParts {
  store: Store;
  secret: string;
  /** Whether browsers reach us by https. */
  isSecure: boolean;
  /** Makes the id of a new session. */
  newId(req: Request): string;
}

/**
 * The session of one door: a cookie of its own below a path of its own, so that a portal login opens no
 * console. The cookie stays Lax; only the login's own cookie crosses sites (docs/architecture.md).
 */
export function webSession(
  door: string,
  path: string,
  { store, secret, isSecure, newId }: WebSessionParts,
): RequestHandler {
  const handle = session({
    name: `ic_${door}`,
    secret,
    store,
    genid: newId,
    resave: false,
    saveUninitialized: false,
    cookie: { path, httpOnly: true, sameSite: 'lax', secure: isSecure },
  });
  return (req, res, next) => {
    // Behind a proxy that ends TLS the connection itself is plain; the configured address decides.
    if (isSecure) Object.defineProperty(req, 'secure', { value: true });
    handle(req, res, next);
  };
}

/** Ends the session after that many seconds, however busy it is. */
export function endSessionAfter(
  data: session.Session & Partial<SessionData>,
  seconds: number,
  now: Date,
): void {
  data.cookie.maxAge = seconds * 1000;
  data.endsAt = now.getTime() + seconds * 1000;
}

/** Sessions as they are kept for any door. */
export class RecordStore extends Store {
  readonly #records: SessionRecords;

  constructor(records: SessionRecords) {
    super();
    this.#records = records;
  }

  override get(id: string, done: (error: unknown, data?: SessionData | null) => void): void {
    this.#records.find(id).then((data) => done(null, data as SessionData | undefined), done);
  }

  /** Only a login stores anything in a session, and every login sets its end. */
  override set(id: string, data: SessionData, done: (error?: unknown) => void = () => {}): void {
    this.#records.save(id, data, new Date(data.endsAt ?? 0)).then(() => done(), done);
  }

  override destroy(id: string, done: (error?: unknown) => void = () => {}): void {
    this.#records.remove(id).then(() => done(), done);
  }
}
