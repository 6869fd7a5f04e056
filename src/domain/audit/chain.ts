import type { Vault } from '../../platform/secrets.ts';
import { type AuditRecord, hashOf, type SealedContent } from './audit-record.ts';
import type { Chain, ChainEnd } from './chain-queries.ts';

/** The events as the records that follow the head. */
export function chained(
  head: ChainEnd,
  events: readonly Omit<SealedContent, 'previousHash'>[],
): AuditRecord[] {
  let { sequence, hash: previousHash } = head;
  return events.map((event) => {
    sequence += 1;
    const hash = hashOf({ ...event, previousHash });
    const record = { ...event, previousHash, sequence, hash };
    previousHash = hash;
    return record;
  });
}

/**
 * Sealed with the key that is not in the database, so that whoever can write there alone cannot make another chain
 * of it. An older seal could still be put back, against which only a head that is kept elsewhere helps.
 */
export const sealedEnds = ({ anchor, head }: Omit<Chain, 'sealedEnds'>, vault: Vault): string =>
  vault.seal(endsText({ anchor, head }));

export function areSealedEnds(chain: Chain, vault: Vault): boolean {
  try {
    return vault.open(chain.sealedEnds) === endsText(chain);
  } catch {
    return false;
  }
}

const endsText = ({ anchor, head }: Omit<Chain, 'sealedEnds'>): string =>
  `audit chain from ${endText(anchor)} to ${endText(head)}`;

/** `1234:ab…`, short enough to be kept on paper. */
export const endText = ({ sequence, hash }: ChainEnd): string => `${sequence}:${hash}`;

export function readEnd(text: string): ChainEnd | undefined {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return sequence && hash ? { sequence: Number(sequence), hash } : undefined;
}
