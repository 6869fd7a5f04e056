import type { Actor, Principal } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';

/** Somebody signed in to the account that administers an organization. */
export type Administrator = Principal & { organizationId: number };

/** Policies decide what somebody may do, the account decides to what: a member account administers nothing. */
export function requireAdministrator(actor: Actor): Administrator {
  if (actor.kind === 'principal' && actor.organizationId !== undefined) return actor as Administrator;
  throw notAdministrator();
}

/**
 * The organization that is administered: by its admin account, or by a member that was trusted with it, which only the
 * actions that are delegable ever hear of. These keep to the members that it manages (managed-members.ts).
 */
export function administeredOrganization(actor: Actor): number {
  const organizationId =
    actor.kind === 'principal' ? (actor.organizationId ?? actor.delegation?.organizationId) : undefined;
  if (organizationId === undefined) throw notAdministrator();
  return organizationId;
}

const notAdministrator = () =>
  new DomainError(
    'forbidden',
    'UnauthorizedOperation',
    'Only an administrator of the organization may do this.',
  );
