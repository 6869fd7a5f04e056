import type { Actor, Principal } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';

/** Somebody signed in to the account that administers an organization. */
export type Administrator = Principal & { organizationId: number };

/** Policies decide what somebody may do, the account decides to what: a member account administers nothing. */
export function requireAdministrator(actor: Actor): Administrator {
  if (actor.kind === 'principal' && actor.organizationId !== undefined) return actor as Administrator;
  throw new DomainError(
    'forbidden',
    'UnauthorizedOperation',
    'Only an administrator of the organization may do this.',
  );
}
