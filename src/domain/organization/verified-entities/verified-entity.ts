import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** An enterprise whose accounts may belong to the organization: that of the admin account, or another one. */
export interface VerifiedEntity {
  relationId: number;
  name: string;
  kind: 'admin' | 'member';
  /** The member that approves accounts which are created under the entity. */
  adminUin: number | null;
  addTime: Date;
}

export const entityName = z.string().trim().min(1, 'Enter a name.').max(64, 'Use at most 64 characters.');

export const entityNotFound = (relation: number | string) =>
  new DomainError(
    'not-found',
    'OrganizationAuthRelationNotExist',
    `There is no verified entity ${relation} in this organization.`,
    { details: { relation } },
  );

export const entityExists = (name: string) =>
  new DomainError(
    'conflict',
    'OrganizationAuthRelationExist',
    `The entity "${name}" is among the verified entities already.`,
    { details: { name } },
  );

export const entityInUse = (name: string, accountCount: number) =>
  new DomainError(
    'failed-precondition',
    'OrganizationAuthRelationInUse',
    `The entity "${name}" cannot be removed: ${accountCount} accounts are verified as it, or wait for its approval.`,
    { details: { name, accountCount } },
  );

export const entityOfAdmin = (name: string) =>
  new DomainError(
    'failed-precondition',
    'OrganizationAuthRelationOfAdmin',
    `"${name}" is the entity of the admin account itself.`,
    { details: { name } },
  );

/** Accounts are created under another entity only with the approval of one of its accounts. */
export const entityWithoutAdministrator = (name: string) =>
  new DomainError(
    'failed-precondition',
    'AuthManagerNotSet',
    `The entity "${name}" has no entity admin account, which would have to approve.`,
    { details: { name } },
  );

export const notOfEntity = (uin: number, name: string) =>
  new DomainError('failed-precondition', 'AuthInfoNotSame', `Account ${uin} is not verified as "${name}".`, {
    details: { uin, name },
  });

/** What an account is verified as has to be known to the organization. */
export const entityNotKnown = (uin: number, name: string) =>
  new DomainError(
    'failed-precondition',
    'AuthInfoNotSame',
    `Account ${uin} is verified as "${name}", which is not among the verified entities of the organization.`,
    { details: { uin, name } },
  );
