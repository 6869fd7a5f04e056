import type { Request } from 'express';
import type { Principal } from '../../action/actor.ts';
import { DomainError } from '../../action/domain-error.ts';
import { signedInTo } from '../account-session.ts';

/** Who is signed in to this console. */
export function principalOf(req: Request): Principal {
  const principal = signedInTo(req);
  if (principal) return principal;
  throw new DomainError('unauthenticated', 'SessionEnded', 'This session has ended.');
}
