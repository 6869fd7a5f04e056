import type { Transaction } from '../platform/database/database.ts';
import type { Principal } from './actor.ts';
import type { AnyAction, Permission } from './define-action.ts';

/** What the policies are asked; nothing when whoever is signed in may do it. */
export async function needsOf(
  action: AnyAction,
  input: unknown,
  principal: Principal,
  db: Transaction,
): Promise<Permission[]> {
  if (action.permission === 'none') return [];
  const resources = [(await action.resource?.(input, principal, db)) ?? '*'].flat();
  const isGrantedByOwner = action.asksOwner === true;
  const permission = action.permission ?? action.id;
  return [
    ...resources.map((resource: string) => ({ action: permission, resource, isGrantedByOwner })),
    ...((await action.alsoNeeds?.(input, principal, db)) ?? []),
  ];
}
