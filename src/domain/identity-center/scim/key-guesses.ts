import type { Actor } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { networkOf } from '../../../platform/network.ts';
import type { Origin } from '../../../platform/origin.ts';

const windowSeconds = 60;
const refusalsPerNetwork = 300;

/** Of this process and of the present minute, so that memory does not grow. */
interface Minute {
  began: number;
  refusals: Map<string, number>;
}

/**
 * Notes a key that there is none of. A key has 256 bits, so guessing leads nowhere; whoever sends junk is told to wait. What is
 * right is let in whoever guesses beside it, because a network, or a proxy, may be that of many; and a key that has expired is no guess.
 * @throws DomainError `TooManySCIMKeyGuesses` when many came from that network within a minute
 */
export function noteGuess(memory: Map<string, unknown>, actor: Actor, origin: Origin, now: Date): void {
  const network = networkOf((actor.kind === 'visitor' ? actor.address : undefined) ?? origin.address);
  const { refusals } = minuteOf(memory, now);
  const before = refusals.get(network) ?? 0;
  if (before >= refusalsPerNetwork) throw tooManyGuesses();
  refusals.set(network, before + 1);
}

function minuteOf(memory: Map<string, unknown>, now: Date): Minute {
  const began = Math.floor(now.getTime() / (windowSeconds * 1000));
  const present = memory.get('scim:refusals') as Minute | undefined;
  if (present?.began === began) return present;
  const next: Minute = { began, refusals: new Map() };
  memory.set('scim:refusals', next);
  return next;
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
