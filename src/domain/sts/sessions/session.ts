import type { Principal } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';

/** Who asked for a session, as people are told it. */
export interface SessionSource {
  kind: 'saml' | 'root' | 'cam-user' | 'role' | 'federated-user';
  /** The NameID, the CAM user, the session; for the root user the account. */
  name: string;
}

/** Who asked for a session. What is named here ends it when it is deleted. */
export interface Requester {
  /** What GetCallerIdentity calls the principal; through chains of sessions, the first one's. */
  requesterUin: number;
  source: SessionSource;
  camUserUin?: number;
  accessKeyId?: string;
  /** The user SSO that let the CAM user in. */
  /** Of the password with which the user signed in. */
  passwordVersion?: number | null;
  userSsoId?: number;
  provider?: { uin: number; name: string };
  /** The assertion with which a space of ours let an employee in. */
  entryId?: string;
  parent?: ParentSession;
}

/** The session that asked for another one. */
export interface ParentSession {
  sessionId: string;
  requesterUin: number;
  expiresAt: Date;
  /** The CAM user and the access key that began it all, where it was one. */
  camUserUin: number | null;
  accessKeyId: string | null;
  /** How many sessions it took to get here. */
  chainLength: number;
  passwordVersion: number | null;
}

/** A session in an account, as it is stored. */
export interface Session {
  sessionId: string;
  uin: number;
  kind: 'role' | 'federated-user';
  roleId?: string;
  sessionName: string;
  requester: Requester;
  policy?: string;
  tags: SessionTag[];
  issuedAt: Date;
  expiresAt: Date;
  /** Of temporary keys; a session of the console has none. */
  keys?: SealedKeys;
}

export interface SessionTag {
  key: string;
  value: string;
}

export interface SealedKeys {
  secretId: string;
  secretKeySealed: string;
  tokenHash: string;
}

/** A session as administrators of its role see it. */
export interface ListedSession {
  sessionId: string;
  sessionName: string;
  /** At the console of the account, or by temporary keys. */
  access: 'console' | 'keys';
  source: SessionSource;
  hasPolicy: boolean;
  issuedAt: Date;
  expiresAt: Date;
}

/** The role, the user, the key or the provider is gone, somebody revoked the session, or its time is over. */
export const sessionEnded = () =>
  new DomainError('unauthenticated', 'SessionEnded', 'This session has ended.');

/** The row of a principal's session, where it has one. */
export const sessionIdOf = ({ identity }: Principal): string | undefined =>
  identity.type === 'role' || identity.type === 'federated-user' ? identity.sessionId : undefined;
