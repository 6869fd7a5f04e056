import type { Actor } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { networkOf } from '../../../platform/network.ts';
import type { Origin } from '../../../platform/origin.ts';

const windowSeconds = 60;
const refusalsPerNetwork = 60;

/** Of this process and of the present minute, so that memory does not grow. */
interface Minute {
  began: number;
  refusals: Map<string, number>;
}

/**
 * A key has 256 bits, so guessing leads nowhere; what is limited is the work that junk makes. Only keys that there
 * are not count: a directory whose key has expired keeps nobody out who shares its network. A key that this process has let in
 * goes on as ever, wherever it comes from.
 */
export function keyGuesses(memory: Map<string, unknown>, actor: Actor, origin: Origin, now: Date) {
  const network = networkOf((actor.kind === 'visitor' ? actor.address : undefined) ?? origin.address);
  const { refusals } = minuteOf(memory, now);
  const known = knownKeys(memory);
  return {
    requireFew(keyHash: string): void {
      if ((refusals.get(network) ?? 0) >= refusalsPerNetwork && !known.has(keyHash)) throw tooManyGuesses();
    },
    refused(keyHash: string): void {
      known.delete(keyHash);
      refusals.set(network, (refusals.get(network) ?? 0) + 1);
    },
    accepted(keyHash: string): void {
      known.add(keyHash);
    },
  };
}

function minuteOf(memory: Map<string, unknown>, now: Date): Minute {
  const began = Math.floor(now.getTime() / (windowSeconds * 1000));
  const present = memory.get('scim:refusals') as Minute | undefined;
  if (present?.began === began) return present;
  const next: Minute = { began, refusals: new Map() };
  memory.set('scim:refusals', next);
  return next;
}

/** Hashes of keys that were good; only real keys get here, two for each space. */
function knownKeys(memory: Map<string, unknown>): Set<string> {
  const known = (memory.get('scim:keys') ?? new Set()) as Set<string>;
  memory.set('scim:keys', known);
  return known;
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
