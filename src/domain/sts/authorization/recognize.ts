import type { Principal } from '../../../action/actor.ts';
import type { ActionContext, Permission } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { organizations } from '../../organization/index.ts';
import { decide } from '../../policy/index.ts';
import { requireStanding } from '../sessions/standing.ts';
import { authorityOf } from './authority.ts';
import { requestOf } from './request.ts';

/**
 * The one place where the policies decide what somebody signed in may do. Finds the principal as it is at this
 * moment: its session may have been ended, its account may administer an organization by now or no longer.
 */
export async function recognize(
  context: ActionContext,
  principal: Principal,
  needs: readonly Permission[],
): Promise<Principal> {
  await requireStanding(context.db, principal, context.now);
  const { organizationId: _, ...signedIn } = principal;
  const organization = await organizations.findByAdmin(context.db, principal.uin);
  const recognized = { ...signedIn, ...(organization && { organizationId: organization.organizationId }) };
  if (needs.length > 0) await requireAllowed(context, recognized, needs);
  return recognized;
}

async function requireAllowed(
  context: ActionContext,
  principal: Principal,
  needs: readonly Permission[],
): Promise<void> {
  const authority = await authorityOf(context, principal);
  for (const { action, resource, isGrantedByOwner = false } of needs) {
    const { allowed } = decide(
      { ...authority, isGrantedByOwner },
      requestOf(context, principal, action, resource),
    );
    if (!allowed) throw notAllowed(action, resource);
  }
}

const notAllowed = (action: string, resource: string) =>
  new DomainError(
    'forbidden',
    'UnauthorizedOperation',
    `You are not authorized to perform ${action} on ${resource}. Ask an administrator for this permission.`,
    { details: { action, resource } },
  );
