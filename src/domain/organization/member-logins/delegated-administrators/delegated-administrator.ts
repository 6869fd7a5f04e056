import { DomainError } from '../../../../action/domain-error.ts';
import type { OrganizationService } from './organization-service.ts';

/** A member that administers a service for the organization, for all of its members or for some. */
export interface DelegatedAdministrator {
  serviceId: number;
  uin: number;
  memberName: string;
  managesAll: boolean;
  members: { uin: number; name: string }[];
  departments: { departmentId: number; name: string }[];
  createdAt: Date;
}

/** What a delegated administrator is trusted with. A department stands for every member below it. */
export interface Delegation {
  product: string;
  managesAll: boolean;
  memberUins: number[];
  departmentIds: number[];
}

export const assignmentsPerCall = 20;

/** As the Cloud API counts: every member, or a part of them. */
export const managementScope = { all: 1, part: 2 } as const;

export function requireAssignable({ canAssignCount, productName }: OrganizationService): void {
  if (canAssignCount > 0) return;
  throw new DomainError(
    'failed-precondition',
    'ServiceNotAssignable',
    `Only the admin account administers ${productName}.`,
    { details: { service: productName } },
  );
}

export const tooManyAdministrators = (limit: number) =>
  new DomainError(
    'limit-exceeded',
    'CreateOrgServiceAssignOverLimit',
    `This service may have ${limit} delegated administrators at most.`,
    { details: { limit } },
  );

export const tooManyAssignments = () =>
  new DomainError(
    'limit-exceeded',
    'ServiceAssignMembersExceedLimit',
    `Choose ${assignmentsPerCall} members at a time at most.`,
    { details: { limit: assignmentsPerCall } },
  );

export const scopeEmpty = () =>
  new DomainError(
    'invalid-input',
    'ManagementScopeEmpty',
    'Choose the members or departments that are administered, or all of them.',
  );

export const scopeNotTaken = (service: string) =>
  new DomainError(
    'failed-precondition',
    'ManagementScopeNotSupported',
    `${service} is always administered for all members.`,
    { details: { service } },
  );

export const administratorNotFound = (uin: number) =>
  new DomainError(
    'not-found',
    'OrganizationServiceAssignNotExist',
    `The member ${uin} does not administer this service.`,
    { details: { uin } },
  );
