import type { Request, RequestHandler, Response } from 'express';
import type { Principal } from '../../action/actor.ts';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { describeIdentityCenter } from '../../domain/identity-center/space/describe-identity-center.ts';
import { signedInTo } from '../account-session.ts';
import { offersTo } from '../offers.ts';
import { menuFor } from './menu.ts';

declare global {
  namespace Express {
    interface Request {
      administrator?: Principal;
      /** The space of the administrator's organization. */
      zoneId?: string;
    }
  }
}

/** Only the account that administers an organization has this console. */
export const administersOrganization = ({ organizationId }: Principal): boolean =>
  organizationId !== undefined;

/** Whoever is not signed in goes to the sign-in page; who is, is looked at anew with every request. */
export const requireAdministrator =
  (execute: Execute): RequestHandler =>
  async (req, res, next) => {
    const principal = signedInTo(req);
    if (!principal || !administersOrganization(principal)) return res.redirect(303, '/console/sign-in');
    try {
      await describeConsole(execute, principal, req, res);
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'unauthenticated')) throw error;
      return req.session.destroy(() => res.redirect(303, '/console/sign-in'));
    }
    next();
  };

/** What every page of the console shows, and what it offers: only what one may do. */
async function describeConsole(
  execute: Execute,
  principal: Principal,
  req: Request,
  res: Response,
): Promise<void> {
  const space = await execute(describeIdentityCenter, principal, {});
  const may = await offersTo(execute, principal);
  req.administrator = principal;
  req.zoneId = space.zoneId;
  Object.assign(res.locals, {
    administrator: { uin: principal.uin, name: nameOf(principal) },
    may,
    menu: menuFor(may),
    space: { spaceId: space.zoneId, name: space.zoneName, organizationName: space.organizationName },
    loginUrl: space.loginUrl,
  });
}

/** As the bar shows it; empty for the root user. */
function nameOf({ identity }: Principal): string {
  if (identity.type === 'cam-user') return identity.userName;
  return identity.type === 'role' ? `${identity.roleName} / ${identity.sessionName}` : '';
}

export function administratorOf(req: Request): Principal {
  if (!req.administrator) throw new Error('This route must stand behind the sign-in.');
  return req.administrator;
}

export const zoneOf = (req: Request): string => req.zoneId ?? '';
