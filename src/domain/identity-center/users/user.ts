import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { quotas } from '../space/quotas.ts';

/** Unique in the space without regard to case; compared exactly at login. */
export const userName = z
  .string()
  .max(64, 'Use at most 64 characters.')
  .regex(/^[A-Za-z0-9+=,.@_-]+$/, 'Use letters, digits and + = , . @ - _ only.');

export const userStatus = z.enum(['Enabled', 'Disabled']);
export const userType = z.enum(['Manual', 'Synchronized']);
/** Whom people create; only a directory brings synchronized users. */
export const manualType = z.literal('Manual', 'Only a directory creates what is synchronized.').optional();

const email = z
  .string()
  .max(128, 'Use at most 128 characters.')
  .refine((text) => text === '' || z.email().safeParse(text).success, 'Enter an e-mail address.');

/** What may be changed of a user; the name stays. */
export const userAttributes = {
  firstName: z.string().max(64, 'Use at most 64 characters.'),
  lastName: z.string().max(64, 'Use at most 64 characters.'),
  displayName: z.string().max(256, 'Use at most 256 characters.'),
  description: z.string().max(1024, 'Use at most 1,024 characters.'),
  email,
};

/** A user who is to be created. */
export const newUser = z.object({
  userName,
  firstName: userAttributes.firstName.default(''),
  lastName: userAttributes.lastName.default(''),
  displayName: userAttributes.displayName.default(''),
  description: userAttributes.description.default(''),
  email: email.default(''),
  userStatus: userStatus.default('Enabled'),
});
export type NewUser = z.output<typeof newUser>;

/** An employee's identity, as the Cloud API shows it. */
export const user = z.object({
  userId: z.string(),
  userName: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  displayName: z.string(),
  description: z.string(),
  email: z.string(),
  userStatus,
  userType,
  createTime: z.date(),
  updateTime: z.date(),
});
export type User = z.infer<typeof user>;

export const userNameTaken = (name: string, field = 'userName') =>
  new DomainError('conflict', 'UsernameAlreadyExists', `The space already has a user named "${name}".`, {
    details: { name },
    fields: { [field]: 'The space already has a user of this name.' },
  });

export const emailTaken = (email: string, field = 'email') =>
  new DomainError('conflict', 'EmailAlreadyExists', `Another user of the space has the e-mail "${email}".`, {
    details: { email },
    fields: { [field]: 'Another user has this e-mail address.' },
  });

export const userNotFound = (userId: string) =>
  new DomainError('not-found', 'UserNotExist', `There is no user "${userId}" in this space.`, {
    details: { userId },
  });

export const tooManyUsers = () =>
  new DomainError('limit-exceeded', 'UserOverUpperLimit', `A space may hold ${quotas.userQuota} users.`, {
    details: { limit: quotas.userQuota },
  });
