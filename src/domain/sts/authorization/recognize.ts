import type { Principal } from '../../../action/actor.ts';
import type { ActionContext, Delegable, Permission } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { delegations, organizations, requireDelegation } from '../../organization/index.ts';
import { requireStanding } from '../sessions/standing.ts';
import { authorityOf } from './authority.ts';
import { judge } from './judge.ts';

/**
 * The one place where the policies decide what somebody signed in may do. Finds the principal as it is at this
 * moment: its session may have been ended, its account may administer an organization by now or no longer.
 */
export async function recognize(
  context: ActionContext,
  principal: Principal,
  needs: readonly Permission[],
  delegable?: Delegable,
): Promise<Principal> {
  await requireStanding(context.db, principal, context.now);
  const { organizationId: _, delegation: __, ...signedIn } = principal;
  const organization = await organizations.findByAdmin(context.db, principal.uin);
  const recognized = { ...signedIn, ...(organization && { organizationId: organization.organizationId }) };
  if (needs.length > 0) await requireAllowed(context, recognized, needs);
  if (organization || !delegable) return recognized;
  return { ...recognized, ...(await trustedWith(context, principal.uin, delegable)) };
}

async function trustedWith(
  { db }: ActionContext,
  uin: number,
  delegable: Delegable,
): Promise<Pick<Principal, 'delegation'>> {
  const held = await delegations.listOf(db, uin);
  return held.length === 0 ? {} : { delegation: requireDelegation(held, delegable) };
}

async function requireAllowed(
  context: ActionContext,
  principal: Principal,
  needs: readonly Permission[],
): Promise<void> {
  const authority = await authorityOf(context, principal);
  for (const need of needs) {
    const { allowed } = await judge(context, principal, authority, need);
    if (!allowed) throw notAllowed(need.action, need.resource);
  }
}

const notAllowed = (action: string, resource: string) =>
  new DomainError(
    'forbidden',
    'UnauthorizedOperation',
    `You are not authorized to perform ${action} on ${resource}. Ask an administrator for this permission.`,
    { details: { action, resource } },
  );
