import { DomainError } from '../../../action/domain-error.ts';
import type { Finance } from '../accounts/finance.ts';
import type { Tag } from '../accounts/tag.ts';

/** What an account gets when it joins an organization; an invitation or an application says it beforehand. */
export interface Membership extends Finance {
  kind: 'admin' | 'member';
  memberType: 'Create' | 'Invite';
  name: string;
  departmentId: number;
  allowsQuitting: boolean;
  remark: string;
  tags: readonly Tag[];
}

export const memberExists = (uin: number) =>
  new DomainError('conflict', 'OrganizationMemberExist', `Account ${uin} is in this organization already.`, {
    details: { uin },
  });

export const memberElsewhere = (uin: number) =>
  new DomainError(
    'conflict',
    'MemberExistInOtherOrganization',
    `Account ${uin} belongs to another organization.`,
    { details: { uin } },
  );
