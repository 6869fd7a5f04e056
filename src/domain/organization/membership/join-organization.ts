import type { ActionContext } from '../../../action/define-action.ts';
import { accountNameUsed } from '../accounts/account.ts';
import { organizationExists } from '../organizations/organization.ts';
import type { Membership } from './membership.ts';
import * as memberships from './membership-queries.ts';

/**
 * The one way into an organization, whose row the caller has locked: so the name stays free until it is taken.
 * An account that belongs to an organization already does not join another.
 */
export async function joinOrganization(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  organizationId: number,
  uin: number,
  membership: Membership,
): Promise<void> {
  if (await memberships.isNameUsed(db, organizationId, membership.name))
    throw accountNameUsed(membership.name);
  if (!(await memberships.join(db, organizationId, uin, membership, now))) throw organizationExists(uin);
}
