import { DomainError } from '../../../action/domain-error.ts';

export const roleNotFound = (role: string) =>
  new DomainError('not-found', 'RoleNotFound', `There is no role "${role}" in this account.`, {
    details: { role },
  });
