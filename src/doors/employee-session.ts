import type { Request } from 'express';
import type { Employee } from '../action/actor.ts';

declare global {
  namespace Express {
    /** What passport keeps of somebody who is logged in to the portal. */
    interface User extends PortalUser {}
  }
}

export interface PortalUser {
  spaceId: string;
  userId: string;
  /** By which the session can be ended from elsewhere. */
  loginId: string;
  /** As they are now, read with every request. */
  spaceName: string;
  userName: string;
  displayName: string;
}

/** The employee behind the request. Only routes behind `requireEmployee` may ask. */
export function employeeOf({ user }: Pick<Request, 'user'>): Employee {
  if (!user) throw new Error('This route must stand behind the login.');
  const { spaceId, userId, loginId } = user;
  return { kind: 'employee', spaceId, userId, loginId };
}
