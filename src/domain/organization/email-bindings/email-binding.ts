import { DomainError } from '../../../action/domain-error.ts';

/** An e-mail that was offered to somebody who shall be the root user of a created account. */
export interface EmailBinding {
  bindId: number;
  organizationId: number;
  uin: number;
  email: string;
  countryCode: string;
  phone: string;
  applyTime: Date;
  expireTime: Date;
  bindTime: Date | null;
}

/** How long the link works. */
const bindingDays = 7;

export const bindingExpiry = (applyTime: Date): Date =>
  new Date(applyTime.getTime() + bindingDays * 24 * 3600 * 1000);

/** The API's words: waiting, done, or over without having been used. */
export function bindingStatus(
  binding: EmailBinding | undefined,
  now: Date,
): 'Unbound' | 'Valid' | 'Success' | 'Failed' {
  if (!binding) return 'Unbound';
  if (binding.bindTime) return 'Success';
  return binding.expireTime > now ? 'Valid' : 'Failed';
}

export const memberHasRootUser = (uin: number) =>
  new DomainError('conflict', 'MemberEmailExist', `Account ${uin} has a root user already.`, {
    details: { uin },
  });

export const emailUsed = (email: string) =>
  new DomainError('conflict', 'EmailAlreadyUsed', `The e-mail "${email}" belongs to another root user.`, {
    details: { email },
  });

/** Whoever joined by invitation has owners of its own. */
export const onlyCreatedMembers = (uin: number) =>
  new DomainError(
    'failed-precondition',
    'OnlyCreatedMemberBindsEmail',
    `Account ${uin} was not created by the organization, so it is not given a root user here.`,
    { details: { uin } },
  );

export const linkInvalid = () =>
  new DomainError('forbidden', 'BindEmailLinkInvalid', 'This link was used already, or is not valid.');
