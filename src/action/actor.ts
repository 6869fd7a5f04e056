import { DomainError } from './domain-error.ts';

/** Who is asking. Every door builds exactly one Actor per request. */
export type Actor = Visitor | Principal | Employee | Directory | SystemActor;

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
  /** What the account, a member, was trusted with by its organization; only while it does what belongs to that. */
  delegation?: Delegation;
  identity: RootUser | CamUserIdentity | RoleSession | FederatedUser;
}

/** The services of an organization that are our own, and that a member can administer for it. */
export type DelegatedService = 'identitycenter' | 'cloudaudit';

/** A service that a member administers for its organization. Whom it manages is looked up where it counts. */
export interface Delegation {
  organizationId: number;
  service: DelegatedService;
  /** Whether for all members, or for a part of them. */
  managesAll: boolean;
}

/** May do everything in its account; policies are not asked. */
export interface RootUser {
  type: 'root';
  /** The access key that signed the request. Without one this is somebody at a console. */
  accessKeyId?: string;
}

export interface CamUserIdentity {
  type: 'cam-user';
  userName: string;
  /** A name may come back after its user was deleted; this number never does. */
  userUin: number;
  /** As with the root user. */
  accessKeyId?: string;
  /** Which of the user's passwords began the session. It ends when there is another one. */
  passwordVersion?: number;
  /** The row of the user SSO that let the user in at a console. The session ends with it. */
  userSsoId?: number;
  /** The assertion with which a space of ours let an employee in as this CAM user. */
  entryId?: string | undefined;
}

/** Somebody who became a role for a while, by an assertion or by AssumeRole. */
export interface RoleSession {
  type: 'role';
  /** A name may come back after its role was deleted; this id never does. */
  roleId: string;
  roleName: string;
  sessionName: string;
  /** The uin of who asked for it, where that is known; through sessions that asked for sessions, the first. */
  requesterUin?: number;
  /** ISO 8601. Sessions are revoked by when they began. */
  issuedAt: string;
  /** The row of `sts_sessions`; a session that was opened in another way has none. */
  sessionId?: string;
  /** A CAM policy as JSON. What it does not allow is denied, whatever the role's policies say. */
  sessionPolicy?: string;
}

/** Whoever holds temporary credentials made by GetFederationToken: a CAM user, or the root user, cut down. */
export interface FederatedUser {
  type: 'federated-user';
  /** Whose permissions these are a part of. Without a name it is the root user, whose uin is the account's. */
  userUin: number;
  userName?: string;
  /** What the caller called whom the credentials are for. */
  name: string;
  issuedAt: string;
  sessionId: string;
  sessionPolicy: string;
}

/** A person of a space, logged in to the portal. */
export interface Employee {
  kind: 'employee';
  spaceId: string;
  userId: string;
  /** The login that the portal's session is; not known while it is being looked for. */
  loginId?: string;
}

/** The company's directory, which speaks SCIM with one of the keys of a space. */
export interface Directory {
  kind: 'directory';
  spaceId: string;
  credentialId: string;
  /** What the key is called. */
  name: string;
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

/** The same for the directory. */
export function requireDirectory(actor: Actor): Directory {
  if (actor.kind === 'directory') return actor;
  throw new DomainError('unauthenticated', 'AuthFailure', 'Only the directory of a space may do this.');
}
