import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { accountNotFound } from '../accounts/account.ts';
import { departmentNotFound } from '../departments/department.ts';
import { policiesPerTarget } from './service-control-policy.ts';

/** What a service control policy is bound to. The admin account is no target: it is never held back. */
export interface PolicyTarget {
  kind: 'department' | 'member';
  /** The department's id, or the member's uin. */
  id: number;
  name: string;
}

export type TargetId = Pick<PolicyTarget, 'kind' | 'id'>;

/** The API's words for the kinds of targets. */
export const targetType = z.enum(['NODE', 'MEMBER']);
export type TargetType = z.infer<typeof targetType>;

export const targetTypes = { department: 'NODE', member: 'MEMBER' } as const;

/** How the API numbers the kinds in lists. */
export const targetNumbers = { department: 1, member: 2 } as const;

export const kindOfType = { NODE: 'department', MEMBER: 'member' } as const;

export const toTarget = (type: TargetType, id: number): TargetId => ({ kind: kindOfType[type], id });

export const targetNotFound = ({ kind, id }: TargetId) =>
  kind === 'department' ? departmentNotFound(id) : accountNotFound(id);

/** A department or member without any policy would be denied everything. */
export const lastPolicy = (target: string) =>
  new DomainError(
    'failed-precondition',
    'OrganizationDetachLastPolicyError',
    `This is the last policy of "${target}"; bind another one first.`,
    { details: { target } },
  );

export const notBound = (policy: string, target: string) =>
  new DomainError(
    'failed-precondition',
    'OrganizationDetachPolicyError',
    `The policy "${policy}" is not bound to "${target}".`,
    { details: { policy, target } },
  );

export const tooManyBindings = (target: string) =>
  new DomainError(
    'limit-exceeded',
    'AttachmentFull',
    `${policiesPerTarget} policies may be bound to "${target}" at most.`,
    { details: { target, limit: policiesPerTarget } },
  );
