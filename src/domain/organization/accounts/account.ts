import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { Finance } from './finance.ts';
import type { Tag } from './tag.ts';

/** A Tencent Cloud account of the organization: the admin account or a member. */
export interface Account {
  uin: number;
  /** What the organization calls it. */
  name: string;
  kind: 'admin' | 'member';
  departmentId: number;
  /** Where the account lives: `local`, or a real cloud. */
  cloudSite: string;
}

/** What the organization knows of an account beyond that. */
export interface Member extends Account, Finance {
  nickName: string;
  memberType: 'Create' | 'Invite';
  /** The name of the enterprise that the account is verified as. */
  verifiedEntity: string;
  allowsQuitting: boolean;
  remark: string;
  tags: Tag[];
  joinTime: Date;
  updateTime: Date;
}

/** An account, whether it belongs to an organization or not. */
export interface AnyAccount
  extends Pick<Member, 'uin' | 'name' | 'cloudSite' | 'nickName' | 'verifiedEntity'> {
  organizationId: number | null;
  kind: Account['kind'] | null;
}

/** Length and characters of the operation guide. */
export const accountName = z
  .string()
  .regex(
    /^[\p{L}\p{N} +@&._[\]\-:,、&;]{1,25}$/u,
    'Use 1 to 25 letters, digits, spaces and @ & _ [ ] - ; . :',
  );

/** The uin of an account that exists somewhere. */
export const uin = z
  .int()
  .min(10_000, 'Enter an account ID.')
  .max(999_999_999_999_999, 'Enter an account ID.');

export const remark = z.string().max(40, 'Use at most 40 characters.');

/** How many accounts one call moves or removes at most. */
export const accountsPerCall = 50;

export const someUins = z.array(z.int()).min(1, 'Choose at least one member.').max(accountsPerCall);

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

export const accountUnknown = (uin: number) =>
  new DomainError('not-found', 'AccountNotExist', `There is no account ${uin} here.`, { details: { uin } });

export const someAccountsNotFound = (uins: readonly number[]) =>
  new DomainError(
    'not-found',
    'SomeUinsNotInOrganization',
    `These accounts are not in this organization: ${uins.join(', ')}.`,
    { details: { uins: uins.join(', ') } },
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

export const accountLivesHere = (uin: number) =>
  new DomainError(
    'conflict',
    'AccountLivesHere',
    `Account ${uin} is an account of the local site; invite it instead.`,
    { details: { uin } },
  );

/** A real cloud makes and asks its accounts itself; here they are only registered. */
export const cloudSiteNotOurs = (cloudSite: string) =>
  new DomainError(
    'failed-precondition',
    'CloudSiteNotOurs',
    `An account of "${cloudSite}" cannot be created or invited here; register its uin.`,
    { details: { cloudSite } },
  );

export const adminNotChangeable = (uin: number) =>
  new DomainError(
    'failed-precondition',
    'AdminAccountNotChangeable',
    `Account ${uin} is the admin account: it pays for itself and does not quit.`,
    { details: { uin } },
  );

export const createdMemberNeverQuits = (uin: number) =>
  new DomainError(
    'failed-precondition',
    'AllowQuitIllegal',
    `Account ${uin} was created by the organization, so it cannot be allowed to quit.`,
    { details: { uin } },
  );

export const createdMembersLimitReached = (limit: number, entity: string) =>
  new DomainError(
    'limit-exceeded',
    'CreateMemberOverLimit',
    `At most ${limit} accounts may be created under the entity "${entity}".`,
    { details: { limit, entity } },
  );
