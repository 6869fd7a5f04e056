import type { Actor } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { type Administrator, requireAdministrator } from '../administrators/administrator.ts';
import { organizationNotFound } from '../organizations/organization.ts';
import * as serviceControl from './service-control-queries.ts';

/** The administrator of the named organization, which can only be their own. */
export function requireOwnOrganization(actor: Actor, organizationId: number): Administrator {
  const administrator = requireAdministrator(actor);
  if (administrator.organizationId !== organizationId) throw organizationNotFound();
  return administrator;
}

/**
 * The administrator, with the right to change policies and bindings: they are enabled, and until the end of this
 * transaction nobody else changes them. So a rule that counts ("never the last one") is not overtaken.
 */
export async function lockServiceControl(db: Transaction, actor: Actor): Promise<Administrator> {
  const administrator = requireAdministrator(actor);
  if (!(await serviceControl.lock(db, administrator.organizationId))) throw notEnabled();
  return administrator;
}

/** An organization ends without policies in force: whoever leaves it is held back by nothing any more. */
export async function requireDisabled(db: Transaction, organizationId: number): Promise<void> {
  if (await serviceControl.findEnabledAt(db, organizationId)) throw stillEnabled();
}

const notEnabled = () =>
  new DomainError(
    'failed-precondition',
    'OrganizationPolicyIsNotEnabled',
    'Service control policies are not enabled in this organization.',
  );

export const stillEnabled = () =>
  new DomainError(
    'failed-precondition',
    'OrganizationPolicyIsNotDisabled',
    'Service control policies are enabled in this organization.',
  );
