import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { flag, toFlag } from '../flag.ts';
import { quotas } from '../quotas.ts';
import { camResource } from '../resource-name.ts';

/** A CAM user (sub-account) of one account. */
export interface CamUser {
  userUin: number;
  userName: string;
  remark: string;
  consoleLogin: boolean;
  phoneNumber: string;
  countryCode: string;
  email: string;
  createdAt: Date;
  /** When, and from which address, the user was last in the console. */
  signedInAt: Date | null;
  signedInFrom: string;
  boundaryPolicyId: number | null;
  /** The space that created it by synchronization; null for one made in the account itself. */
  spaceId: string | null;
}

/** Compared exactly; also the NameID of user SSO. */
export const camUserName = z
  .string()
  .max(64, 'Use at most 64 characters.')
  .regex(/^[A-Za-z0-9+=,.@_-]+$/, 'Use letters, digits and + = , . @ - _ only.');

export const contact = {
  phoneNum: z
    .string()
    .regex(/^[0-9 -]{0,20}$/, 'Use digits only.')
    .optional(),
  countryCode: z
    .string()
    .regex(/^\+?[0-9]{0,4}$/, 'Use digits only.')
    .optional(),
  email: z.union([z.literal(''), z.email('Enter an e-mail address.').max(128)]).optional(),
};

export const remark = z.string().max(200, 'Use at most 200 characters.');

/** A CAM user as the API shows it. `spaceId` is ours: who manages a user that was synchronized. */
export const subAccount = z.object({
  uin: z.int(),
  name: z.string(),
  uid: z.int(),
  remark: z.string(),
  consoleLogin: flag,
  phoneNum: z.string(),
  countryCode: z.string(),
  email: z.string(),
  createTime: z.date(),
  spaceId: z.string().nullable(),
});

export const toSubAccount = (user: CamUser): z.infer<typeof subAccount> => ({
  uin: user.userUin,
  name: user.userName,
  uid: user.userUin,
  remark: user.remark,
  consoleLogin: toFlag(user.consoleLogin),
  phoneNum: user.phoneNumber,
  countryCode: user.countryCode,
  email: user.email,
  createTime: user.createdAt,
  spaceId: user.spaceId,
});

/** `qcs::cam::uin/<uin>:uin/<user uin>`. */
export const camUserArn = (uin: number, userUin: number): string => camResource(uin, `uin/${userUin}`);

/** A synchronized user is what the space made of it. What it may do is granted in the account. */
export function requireUnlocked(user: CamUser): void {
  if (user.spaceId !== null) throw userLocked(user.userName, user.spaceId);
}

export const camUserNotFound = (user: string | number) =>
  new DomainError('not-found', 'UserNotExist', `There is no CAM user "${user}" in this account.`, {
    details: { user },
  });

export const camUserNameTaken = (name: string) =>
  new DomainError('conflict', 'SubUserNameInUse', `The account already has a CAM user named "${name}".`, {
    details: { name },
    fields: { name: 'This name is taken.' },
  });

export const tooManyUsers = () =>
  new DomainError('limit-exceeded', 'SubUserFull', `An account may have ${quotas.users} CAM users at most.`, {
    details: { limit: quotas.users },
  });

const userLocked = (user: string, spaceId: string) =>
  new DomainError(
    'failed-precondition',
    'Unmodifiable',
    `The CAM user "${user}" is managed by Identity Center (space ${spaceId}) and can only be changed there.`,
    { details: { user, spaceId } },
  );

export const userHasKeys = (user: string) =>
  new DomainError(
    'failed-precondition',
    'HaveKeys',
    `The CAM user "${user}" has access keys. Delete them first, or delete both.`,
    { details: { user } },
  );
