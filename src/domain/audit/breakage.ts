import { z } from 'zod';
import { type AuditRecord, hashOf, holdsWholeValues } from './audit-record.ts';
import { endText } from './chain.ts';
import type { ChainEnd } from './chain-queries.ts';

/** The first place where the chain does not hold, by the record that should be there. */
export const breakage = z.object({
  sequence: z.int(),
  /**
   * `changed`: the record is not what was hashed. `missing`: it is not there. `reordered`: it is whole, but does
   * not follow the one before. `ends`: where the chain begins and ends was changed. `head`: the head that was kept
   * elsewhere is not in this chain.
   */
  kind: z.enum(['changed', 'missing', 'reordered', 'ends', 'head']),
  found: z.string(),
  expected: z.string(),
});
export type Breakage = z.infer<typeof breakage>;

/** What is wrong with a record, given the one before it. */
export function breakAt(before: ChainEnd, record: AuditRecord): Breakage | undefined {
  const sequence = before.sequence + 1;
  if (record.sequence !== sequence) return missing(sequence, `record ${record.sequence}`);
  const hash = hashOf(record);
  if (hash !== record.hash || !holdsWholeValues(record)) {
    return { sequence, kind: 'changed', found: hash, expected: record.hash };
  }
  if (record.previousHash === before.hash) return undefined;
  return { sequence, kind: 'reordered', found: record.previousHash, expected: before.hash };
}

/** What is wrong where the records end, given the last of them. */
export function breakAtEnd(last: ChainEnd, head: ChainEnd): Breakage | undefined {
  if (last.sequence < head.sequence) return missing(last.sequence + 1, 'the end');
  if (endText(last) === endText(head)) return undefined;
  return { sequence: head.sequence, kind: 'ends', found: endText(last), expected: endText(head) };
}

const missing = (sequence: number, found: string): Breakage => ({
  sequence,
  kind: 'missing',
  found,
  expected: `record ${sequence}`,
});
