import type { Actor } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { networkOf } from '../../../platform/network.ts';
import type { Origin } from '../../../platform/origin.ts';
import { WindowCount } from '../../../platform/window-count.ts';

const windowSeconds = 60;
const refusalsPerNetwork = 300;

/**
 * Notes a key that there is none of. A key has 256 bits, so guessing leads nowhere; whoever sends junk is told to wait. What is
 * right is let in whoever guesses beside it, because a network, or a proxy, may be that of many; and a key that has expired is no guess.
 * @throws DomainError `TooManySCIMKeyGuesses` when many came from that network within a minute
 */
export function noteGuess(memory: Map<string, unknown>, actor: Actor, origin: Origin, now: Date): void {
  const network = networkOf((actor.kind === 'visitor' ? actor.address : undefined) ?? origin.address);
  if (refusalsOf(memory).add(network, now) > refusalsPerNetwork) throw tooManyGuesses();
}

function refusalsOf(memory: Map<string, unknown>): WindowCount {
  const refusals = (memory.get('scim:refusals') ?? new WindowCount(windowSeconds * 1000)) as WindowCount;
  memory.set('scim:refusals', refusals);
  return refusals;
}

const tooManyGuesses = () =>
  new DomainError(
    'limit-exceeded',
    'TooManySCIMKeyGuesses',
    'Too many wrong SCIM keys came from this network.',
    {
      details: { retryAfterSeconds: windowSeconds },
    },
  );
