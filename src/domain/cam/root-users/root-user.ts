import { z } from 'zod';

/** The person who owns an account and may do everything in it. */
export interface RootUser {
  uin: number;
  email: string;
  passwordHash: string;
}

export const rootEmail = z.email('Enter an e-mail address.').max(128, 'Use at most 128 characters.');

export const rootPassword = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(128, 'Use at most 128 characters.');
