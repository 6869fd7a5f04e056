/** Who is asking. Every door builds exactly one Actor per request. */
export type Actor = Visitor | Administrator | Employee | RoleSession | CamUserSession | SystemActor;

/** Somebody who has not signed in. */
export interface Visitor {
  kind: 'visitor';
  /** The network address the request came from, as the proxy settings let us know it. */
  address?: string;
}

/** The root user of an organization's admin account. */
export interface Administrator {
  kind: 'administrator';
  organizationId: number;
  uin: number;
}

/** A person of a space, logged in to the portal. */
export interface Employee {
  kind: 'employee';
  spaceId: string;
  userId: string;
}

/** Somebody inside an account of the local site, as one of its roles. */
export interface RoleSession {
  kind: 'role-session';
  uin: number;
  roleName: string;
  sessionName: string;
}

/** Somebody inside an account of the local site, as one of its CAM users. */
export interface CamUserSession {
  kind: 'cam-user-session';
  uin: number;
  userName: string;
}

/** The product itself: jobs, start-up, the demo's loader. */
export interface SystemActor {
  kind: 'system';
}

export const systemActor: SystemActor = { kind: 'system' };
