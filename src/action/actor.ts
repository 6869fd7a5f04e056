import { DomainError } from './domain-error.ts';

/** Who is asking. Every door builds exactly one Actor per request. */
export type Actor = Visitor | Principal | Employee | SystemActor;

/** Somebody who has not signed in. */
export interface Visitor {
  kind: 'visitor';
  /** The network address the request came from, as the proxy settings let us know it. */
  address?: string;
}

/** Somebody signed in to an account: its root user, one of its CAM users, or a session of one of its roles. */
export interface Principal {
  kind: 'principal';
  /** The account. */
  uin: number;
  /** The organization that the account administers. A member account has none. */
  organizationId?: number;
  identity: RootUser | CamUserIdentity | RoleSession;
}

/** May do everything in its account; policies are not asked. */
export interface RootUser {
  type: 'root';
}

export interface CamUserIdentity {
  type: 'cam-user';
  userName: string;
}

export interface RoleSession {
  type: 'role';
  roleName: string;
  sessionName: string;
}

/** A person of a space, logged in to the portal. */
export interface Employee {
  kind: 'employee';
  spaceId: string;
  userId: string;
}

/** The product itself: jobs, start-up, the demo's loader. */
export interface SystemActor {
  kind: 'system';
}

export const systemActor: SystemActor = { kind: 'system' };

/** The somebody inside an account that an action admits; this tells the compiler so, and holds if one forgets. */
export function requirePrincipal(actor: Actor): Principal {
  if (actor.kind === 'principal') return actor;
  throw new DomainError('unauthenticated', 'AuthFailure', 'Sign in to an account first.');
}
