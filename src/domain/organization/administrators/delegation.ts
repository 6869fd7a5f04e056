import type { Delegation } from '../../../action/actor.ts';
import type { Delegable } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';

/** By which of its delegations a member may do something; undefined when by none. */
export const delegationFor = (
  held: readonly Delegation[],
  { services, manages }: Delegable,
): Delegation | undefined =>
  held.find(({ service, managesAll }) => services.includes(service) && (managesAll || manages === 'some'));

/** Whoever was trusted with something is told what it lacks. */
export function requireDelegation(held: readonly Delegation[], delegable: Delegable): Delegation {
  const delegation = delegationFor(held, delegable);
  if (delegation) return delegation;
  const isTooNarrow = delegationFor(held, { ...delegable, manages: 'some' }) !== undefined;
  throw isTooNarrow ? managesTooFew() : notDelegated();
}

const managesTooFew = () =>
  new DomainError(
    'forbidden',
    'ManagementScopeTooNarrow',
    'This is about the whole organization, and your account administers only a part of its members.',
  );

const notDelegated = () =>
  new DomainError(
    'forbidden',
    'ServiceNotDelegated',
    'Your account is not a delegated administrator of the service that this is part of.',
  );
