import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** Unique in the space without regard to case; compared exactly at login. */
export const userName = z
  .string()
  .max(64, 'Use at most 64 characters.')
  .regex(/^[A-Za-z0-9+=,.@_-]+$/, 'Use letters, digits and + = , . @ - _ only.');

export const userStatus = z.enum(['Enabled', 'Disabled']);

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
  userType: z.enum(['Manual', 'Synchronized']),
  createTime: z.date(),
  updateTime: z.date(),
});
export type User = z.infer<typeof user>;

export const userNameTaken = (name: string) =>
  new DomainError('conflict', 'UsernameAlreadyExists', `The space already has a user named "${name}".`, {
    details: { name },
    fields: { userName: `The space already has a user named "${name}".` },
  });

export const emailTaken = (email: string) =>
  new DomainError('conflict', 'EmailAlreadyExists', `Another user of the space has the e-mail "${email}".`, {
    details: { email },
    fields: { email: `Another user has the e-mail "${email}".` },
  });

export const userNotFound = (userId: string) =>
  new DomainError('not-found', 'UserNotExist', `There is no user "${userId}" in this space.`, {
    details: { userId },
  });
