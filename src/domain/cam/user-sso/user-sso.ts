import { DomainError } from '../../../action/domain-error.ts';

/** The one identity provider that may log people in as CAM users of an account. */
export interface UserSso {
  entityId: string;
  metadataDocument: string;
  certificates: string[];
}

export interface StoredUserSso extends UserSso {
  spaceId: string | null;
  updatedAt: Date;
}

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
