import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** A Tencent Cloud account of the organization: the admin account or a member. */
export interface Account {
  uin: number;
  name: string;
  kind: 'admin' | 'member';
  departmentId: number;
  /** Where the account lives: `local`, or a real cloud. */
  cloudSite: string;
}

/** Length and characters of the operation guide. */
export const accountName = z
  .string()
  .regex(
    /^[\p{L}\p{N} +@&._[\]\-:,、&;]{1,25}$/u,
    'Use 1 to 25 letters, digits, spaces and @ & _ [ ] - ; . :',
  );

export const cloudSiteName = z.enum(['local', 'tencent-cn', 'tencent-intl']);

export const accountNotFound = (uin: number) =>
  new DomainError(
    'not-found',
    'OrganizationMemberNotExist',
    `There is no account ${uin} in this organization.`,
    {
      details: { uin },
    },
  );

export const accountNameUsed = (name: string) =>
  new DomainError(
    'conflict',
    'OrganizationMemberNameUsed',
    `The organization already has an account named "${name}".`,
    {
      details: { name },
    },
  );
