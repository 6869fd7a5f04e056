import type { Principal } from '../action/actor.ts';
import type { Execute } from '../action/execute.ts';
import { catalogue } from '../catalogue.ts';
import { delegationFor } from '../domain/organization/administrators/delegation.ts';
import { listAllowedActions } from '../domain/sts/authorization/list-allowed-actions.ts';

/** Whether a page offers an action to whoever is signed in. */
export type May = (action: string) => boolean;

export async function offersTo(execute: Execute, principal: Principal): Promise<May> {
  const { actions } = await askAll(execute, principal);
  const allowed = new Set(actions);
  return (action) => allowed.has(action);
}

/** What the console of an organization offers. */
export interface ConsoleOffers {
  may: May;
  /** By a member, which administers no more than it was trusted with. */
  isDelegated: boolean;
}

/** Undefined when the account administers nothing of an organization. */
export async function consoleOffersTo(
  execute: Execute,
  principal: Principal,
): Promise<ConsoleOffers | undefined> {
  const { actions, organizationId, delegations } = await askAll(execute, principal);
  const allowed = new Set(actions);
  if (organizationId !== undefined) return { may: (action) => allowed.has(action), isDelegated: false };
  if (delegations.length === 0) return undefined;
  const isTrusted: May = (action) => {
    const delegable = catalogue.get(action)?.delegable;
    return delegable !== undefined && delegationFor(delegations, delegable) !== undefined;
  };
  return { may: (action) => allowed.has(action) && isTrusted(action), isDelegated: true };
}

const askAll = (execute: Execute, principal: Principal) =>
  execute(listAllowedActions, principal, { actions: [...catalogue.keys()] });
