import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** An app that shows codes (RFC 6238). */
export interface MfaDevice {
  secretSealed: string;
  /** Whether a first code has shown that the app holds the secret. Before that nobody is asked for one. */
  isConfirmed: boolean;
  /** The time step of the last code that was accepted; earlier ones no longer count. */
  usedStep: number;
}

/** Apps show it in two groups, and people type it so. */
export const mfaCode = z
  .string()
  .transform((text) => text.replaceAll(' ', ''))
  .refine((text) => /^\d{6}$/.test(text), 'Enter the six digits of the code.');

export const mfaDeviceExists = () =>
  new DomainError('conflict', 'MfaDeviceExists', 'There is an MFA device already. Remove it first.');

export const mfaDeviceNotFound = () =>
  new DomainError('not-found', 'MfaDeviceNotExist', 'There is no such MFA device.');

export const mfaCodeWrong = () =>
  new DomainError('invalid-input', 'CheckMFAError', 'The code is not right, or was used already.', {
    fields: { code: 'The code is not right, or was used already.' },
  });

export const ownDeviceByCode = () =>
  new DomainError(
    'failed-precondition',
    'OwnMfaDevice',
    'Your own MFA device is removed under "My security", by a code of it.',
  );

export const noDeviceForRoles = () =>
  new DomainError(
    'failed-precondition',
    'MFATypeNotSupported',
    'A role has no MFA device. Only the root user and CAM users have one.',
  );
