import type { Actor, Administrator } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';

/** Actions of administrators admit nobody else; this tells the compiler so, and holds if one forgets. */
export function requireAdministrator(actor: Actor): Administrator {
  if (actor.kind === 'administrator') return actor;
  throw new DomainError(
    'forbidden',
    'UnauthorizedOperation',
    'Only an administrator of the organization may do this.',
  );
}
