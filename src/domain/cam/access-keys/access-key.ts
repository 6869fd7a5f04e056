import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { RandomSource } from '../../../platform/random.ts';
import { quotas } from '../quotas.ts';

/** A permanent key of the root user or a CAM user. Its secret signs requests and is never shown again. */
export interface AccessKey {
  accessKeyId: string;
  /** A CAM user's uin, or the account's own for the root user. */
  userUin: number;
  status: AccessKeyStatus;
  description: string;
  createdAt: Date;
  usedAt: Date | null;
}

export const accessKeyStatus = z.enum(['Active', 'Inactive']);
export type AccessKeyStatus = z.infer<typeof accessKeyStatus>;

export const accessKeyDescription = z.string().max(1024).default('');

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** `AKID` and 32 characters; the secret has 32 too, which are 190 bits. */
export const newAccessKey = (random: RandomSource): { accessKeyId: string; secretAccessKey: string } => ({
  accessKeyId: `AKID${draw(random)}`,
  secretAccessKey: draw(random),
});

function draw(random: RandomSource): string {
  return Array.from({ length: 32 }, () => alphabet.charAt(random.integer(alphabet.length))).join('');
}

export const tooManyAccessKeys = () =>
  new DomainError(
    'limit-exceeded',
    'AccessKeyOverLimit',
    `A user may have ${quotas.accessKeys} access keys at most.`,
    { details: { limit: quotas.accessKeys } },
  );

export const accessKeyNotFound = (accessKeyId: string) =>
  new DomainError('not-found', 'SecretNotExist', `There is no access key "${accessKeyId}" of this user.`, {
    details: { accessKeyId },
  });

export const targetUinMissing = () =>
  new DomainError('invalid-input', 'TargetUinMissing', 'A role has no access keys. Say whose key is meant.');
