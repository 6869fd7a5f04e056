import type { Request, RequestHandler } from 'express';
import type { Principal } from '../../action/actor.ts';
import { systemActor } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { describeIdentityCenter } from '../../domain/identity-center/space/describe-identity-center.ts';
import { getAdministrator } from '../../domain/organization/administrators/get-administrator.ts';
import type { Clock } from '../../platform/clock.ts';
import { endSessionAfter } from '../web-session.ts';

declare module 'express-session' {
  interface SessionData {
    administratorUin?: number;
  }
}

declare global {
  namespace Express {
    interface Request {
      administrator?: Principal;
      /** The space of the administrator's organization. */
      zoneId?: string;
    }
  }
}

const sessionSeconds = 8 * 3600;

/** Opens the console under a new session id. */
export async function openConsole(req: Request, uin: number, clock: Clock): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    req.session.regenerate((error) => (error ? reject(error) : resolve())),
  );
  req.session.administratorUin = uin;
  endSessionAfter(req.session, sessionSeconds, clock.now());
}

/** Whoever is not signed in goes to the sign-in page; who is, is read anew with every request. */
export const requireAdministrator =
  (execute: Execute): RequestHandler =>
  async (req, res, next) => {
    const uin = req.session.administratorUin;
    const { administrator } = uin === undefined ? {} : await execute(getAdministrator, systemActor, { uin });
    if (!administrator) return res.redirect(303, '/console/sign-in');

    req.administrator = {
      kind: 'principal',
      organizationId: administrator.organizationId,
      uin: administrator.uin,
      identity: { type: 'root' },
    };
    const space = await execute(describeIdentityCenter, req.administrator, {});
    req.zoneId = space.zoneId;
    res.locals.administrator = administrator;
    res.locals.space = {
      spaceId: space.zoneId,
      name: space.zoneName,
      organizationName: space.organizationName,
    };
    res.locals.loginUrl = space.loginUrl;
    next();
  };

export function administratorOf(req: Request): Principal {
  if (!req.administrator) throw new Error('This route must stand behind the sign-in.');
  return req.administrator;
}

export const zoneOf = (req: Request): string => req.zoneId ?? '';
