import { DomainError } from '../../../action/domain-error.ts';

/** The one identity provider that may log people in as CAM users of an account. */
export interface UserSso {
  entityId: string;
  metadataDocument: string;
  certificates: string[];
}

export interface StoredUserSso extends UserSso {
  /** Another provider has another number, and ends the sessions of the former one. */
  userSsoId: number;
  spaceId: string | null;
  updatedAt: Date;
}

/**
 * Whether whoever was let in before is still vouched for. A key that is added takes nothing back; a key that is gone
 * may have been somebody else's.
 */
export const vouchesAsBefore = (before: UserSso, after: UserSso): boolean =>
  before.entityId === after.entityId &&
  before.certificates.every((certificate) => after.certificates.includes(certificate));

export function requireUnlocked({ spaceId }: StoredUserSso): void {
  if (spaceId !== null) throw userSsoLocked(spaceId);
}

export const userSsoExists = () =>
  new DomainError('conflict', 'UserSsoExists', 'User SSO is set up already. Update it instead.');

export const userSsoNotFound = () =>
  new DomainError('not-found', 'UserSsoNotExist', 'User SSO is not set up in this account.');

const userSsoLocked = (spaceId: string) =>
  new DomainError(
    'failed-precondition',
    'UserSsoLocked',
    `User SSO is managed by Identity Center (space ${spaceId}) and can only be changed there.`,
    { details: { spaceId } },
  );
