import { z } from 'zod';
import type { Actor } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import * as organizations from './organization-queries.ts';

export interface Organization {
  organizationId: number;
  name: string;
  adminUin: number;
  createTime: Date;
}

export const organizationName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(40, 'Use at most 40 characters.');

/** The administrator's organization, locked for a change of its tree or its members. */
export async function lockOwnOrganization(db: Transaction, actor: Actor): Promise<Organization> {
  const { organizationId } = requireAdministrator(actor);
  const organization = await organizations.lock(db, organizationId);
  if (!organization) throw organizationNotFound();
  return organization;
}

export const organizationNotFound = () =>
  new DomainError('not-found', 'OrganizationNotExist', 'There is no such organization.');

export const organizationExists = (uin: number) =>
  new DomainError(
    'conflict',
    'OrganizationExistAlready',
    `Account ${uin} belongs to an organization already.`,
    { details: { uin } },
  );

export const notVerified = (uin: number) =>
  new DomainError(
    'failed-precondition',
    'AuthNotEnterprise',
    `Account ${uin} is not verified as an enterprise.`,
    { details: { uin } },
  );

export const organizationNotEmpty = (names: readonly string[], memberCount: number) =>
  new DomainError(
    'failed-precondition',
    'OrganizationNotEmpty',
    `The organization still has ${memberCount} members: ${names.join(', ')}.`,
    { details: { memberCount, names: names.join(', ') } },
  );
