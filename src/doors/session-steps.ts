import type { Request } from 'express';

/** The steps of express-session as promises. */
const step =
  (take: (session: Request['session'], done: (error?: unknown) => void) => void) =>
  (req: Request): Promise<void> =>
    new Promise((resolve, reject) => take(req.session, (error) => (error ? reject(error) : resolve())));

/** A new session under a new id, so that nobody knows it who planted the old one. */
export const renewed = step((session, done) => session.regenerate(done));

/** A browser follows a redirect as soon as it sees it, so what the next page needs is stored before. */
export const saved = step((session, done) => session.save(done));

export const ended = step((session, done) => session.destroy(done));
