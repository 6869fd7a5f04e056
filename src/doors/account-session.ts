import type { Request } from 'express';
import type { Principal } from '../action/actor.ts';
import { renewed, saved } from './session-steps.ts';
import { endSessionAfter } from './web-session.ts';

declare module 'express-session' {
  interface SessionData {
    /** Who is signed in to an account, in either console. */
    account?: {
      principal: Principal;
      startedAt: number;
      startPage: string;
      mustChangePassword: boolean;
    };
  }
}

/** A new session under a new id, for as long as whoever it is may stay. */
export async function openAccountSession(
  req: Request,
  principal: Principal,
  {
    now,
    seconds,
    startPage = '',
    mustChangePassword = false,
  }: { now: Date; seconds: number; startPage?: string; mustChangePassword?: boolean },
): Promise<void> {
  await renewed(req);
  req.session.account = { principal, startedAt: now.getTime(), startPage, mustChangePassword };
  endSessionAfter(req.session, seconds, now);
  await saved(req);
}

export const signedInTo = (req: Pick<Request, 'session'>): Principal | undefined =>
  req.session.account?.principal;

export const isSignedIn = (req: Request): boolean => req.session.account !== undefined;
