import type { Principal } from '../action/actor.ts';
import type { Execute } from '../action/execute.ts';
import { catalogue } from '../catalogue.ts';
import { listAllowedActions } from '../domain/sts/authorization/list-allowed-actions.ts';

/** Whether a page offers an action to whoever is signed in. */
export async function offersTo(execute: Execute, principal: Principal): Promise<(action: string) => boolean> {
  const { actions } = await execute(listAllowedActions, principal, { actions: [...catalogue.keys()] });
  const allowed = new Set(actions);
  return (action) => allowed.has(action);
}
