import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** As many as a change of keys takes: the new one, and the one before until the directory has the new one. */
export const keysPerSpace = 2;

const hour = 3600;
const year = 365 * 24 * hour;

/** In seconds, as the Cloud API counts it. */
export const expireDuration = z
  .int()
  .min(hour, 'A key is valid for at least an hour.')
  .max(99 * year, 'A key is valid for at most 99 years.')
  .default(year);

/** What a key is called, in the trail and in the log. */
export const keyName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(64, 'Use at most 64 characters.')
  .regex(/^[\p{L}\p{N} ._-]+$/u, 'Use 1 to 64 letters, digits, spaces and . _ -.');

export const scimStatus = z.enum(['Enabled', 'Disabled']);

/** A key without its secret, which is nowhere. */
export const scimCredential = z.object({
  zoneId: z.string(),
  credentialId: z.string(),
  credentialType: z.literal('BearerToken'),
  status: scimStatus,
  createTime: z.date(),
  expireTime: z.date(),
  /** Ours. The last use is known to the minute; `refusedTime` is when the key was last turned away. */
  name: z.string(),
  isExpired: z.boolean(),
  lastUsedTime: z.date().nullable(),
  refusedTime: z.date().nullable(),
});
export type ScimCredential = z.output<typeof scimCredential>;

/** What a key looks like: recognizable to whoever finds one where it should not be, and 256 bits of secret. */
const prefix = 'icscim_';

export const toScimKey = (secret: string): string => `${prefix}${secret}`;

export const isScimKey = (text: string): boolean => /^icscim_[A-Za-z0-9_-]{43}$/.test(text);

/** One sentence for every reason: whoever holds a wrong key learns nothing; the console tells the reason. */
export const keyRefused = () =>
  new DomainError(
    'unauthenticated',
    'SCIMKeyRefused',
    'The SCIM key is unknown, expired or disabled, or synchronization is off.',
  );

export const tooManyCredentials = () =>
  new DomainError(
    'limit-exceeded',
    'ScimCredentialLimitExceeded',
    `A space has at most ${keysPerSpace} SCIM keys that have not expired. Delete one first.`,
    { details: { limit: keysPerSpace } },
  );

export const credentialNotFound = (credentialId: string) =>
  new DomainError(
    'not-found',
    'ScimCredentialNotFound',
    `There is no SCIM key "${credentialId}" in this space.`,
    {
      details: { credentialId },
    },
  );
