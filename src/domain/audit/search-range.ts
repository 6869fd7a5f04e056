import type { Transaction } from '../../platform/database/database.ts';
import type { AuditFilter } from './audit-filter.ts';
import * as chains from './chain-queries.ts';
import * as records from './chained-record-queries.ts';

/** What has to be read to be searched; so many records at a time, that nobody waits long. */
const mostRead = 50_000;
/** Records have the time at which an action began, so in the chain they are only nearly in the order of time. */
const slack = 10_000;

/** The part of the chain in which one page of a list looks: places above one and before another. */
export interface SearchRange {
  above: number;
  before: number;
  /** What may match further back is not looked at yet. */
  isPartial: boolean;
}

export async function searchRange(
  db: Transaction,
  { from, to, text, actor }: Pick<AuditFilter, 'from' | 'to' | 'text' | 'actor'>,
  before: number | undefined,
): Promise<SearchRange> {
  const { anchor, head } = await chains.find(db);
  const oldest = from ? ((await records.placeAt(db, from)) ?? head.sequence) - slack : 0;
  const newest = to ? ((await records.placeAt(db, to)) ?? head.sequence) + slack : head.sequence + 1;
  const start = Math.min(before ?? newest, newest);
  const end = Math.max(oldest, anchor.sequence);
  const reachable = text || actor ? start - 1 - mostRead : end;
  return { above: Math.max(end, reachable), before: start, isPartial: reachable > end };
}
