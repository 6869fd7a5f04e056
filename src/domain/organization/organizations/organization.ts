import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

export interface Organization {
  organizationId: number;
  name: string;
  adminUin: number;
}

export const organizationName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(40, 'Use at most 40 characters.');

export const organizationNotFound = () =>
  new DomainError('not-found', 'OrganizationNotExist', 'There is no such organization.');
