import type { Request, RequestHandler, Response } from 'express';
import type { Principal } from '../../action/actor.ts';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { describeIdentityCenter } from '../../domain/identity-center/space/describe-identity-center.ts';
import { signedInTo } from '../account-session.ts';
import { type ConsoleOffers, consoleOffersTo } from '../offers.ts';
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

/** An account that administers an organization has this console, and a member that was trusted with a service of it. */
export const administersSomething =
  (execute: Execute) =>
  async (principal: Principal): Promise<boolean> =>
    (await offersStanding(execute, principal)) !== undefined;

/** Undefined also when the session has ended. */
async function offersStanding(execute: Execute, principal: Principal): Promise<ConsoleOffers | undefined> {
  try {
    return await consoleOffersTo(execute, principal);
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'unauthenticated') return undefined;
    throw error;
  }
}

/** Whoever is not signed in goes to the sign-in page; who is, is looked at anew with every request. */
export const requireAdministrator =
  (execute: Execute): RequestHandler =>
  async (req, res, next) => {
    const principal = signedInTo(req);
    if (!principal) return res.redirect(303, '/console/sign-in');
    const offers = await offersStanding(execute, principal);
    if (!offers) return req.session.destroy(() => res.redirect(303, '/console/sign-in'));
    await describeConsole(execute, { principal, offers }, req, res);
    next();
  };

/** What every page of the console shows, and what it offers: only what one may do. */
async function describeConsole(
  execute: Execute,
  { principal, offers }: { principal: Principal; offers: ConsoleOffers },
  req: Request,
  res: Response,
): Promise<void> {
  const space = await spaceOf(execute, principal);
  req.administrator = principal;
  req.zoneId = space.zoneId;
  Object.assign(res.locals, {
    administrator: { uin: principal.uin, name: nameOf(principal) },
    may: offers.may,
    isDelegated: offers.isDelegated,
    menu: menuFor(offers, { hasSpace: space.zoneId !== '' }),
    space: { spaceId: space.zoneId, name: space.zoneName, organizationName: space.organizationName },
    loginUrl: space.loginUrl,
    /** Of a user or user group by its source: whether it is the directory's alone. */
    isReadOnly: (source: string) => source === 'Synchronized' && space.scimSyncStatus === 'Enabled',
  });
}

/** An organization has its console before it opens Identity Center; then there is no space to speak of. */
async function spaceOf(execute: Execute, principal: Principal) {
  try {
    return await execute(describeIdentityCenter, principal, {});
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'IdentityCenterNotOpen')) throw error;
    const organizationName = String(error.details.organization ?? '');
    return { zoneId: '', zoneName: '', organizationName, loginUrl: '', scimSyncStatus: 'Disabled' };
  }
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
