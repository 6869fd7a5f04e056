import { z } from 'zod';
import type { Cursor, KeysetPage, Order, Wanted } from '../platform/database/keyset.ts';
import { DomainError } from './domain-error.ts';
import { pageInput } from './page.ts';

/** Paging by cursor, as the Cloud API has it; by offset where no cursor is given. */
export const cursorInput = { nextToken: z.string().max(4096).default(''), ...pageInput };

export const cursorOutput = {
  totalCounts: z.int(),
  maxResults: z.int(),
  isTruncated: z.boolean(),
  /** Where the next page begins; only when there is one. */
  nextToken: z.string().optional(),
  /** Ours: where the page before begins. */
  previousToken: z.string().optional(),
};

type CursorInput = { nextToken: string; offset: number; maxResults: number };

/** What a cursor says. A time is as the database writes it. */
const token = z.tuple([
  z.string(),
  z.enum(['after', 'before']),
  z.string().refine((value) => value.isWellFormed() && !value.includes('\0')),
  z.string().regex(/^[\w-]{1,64}$/),
]);
const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;

/** Where the page begins. A cursor that we did not give out, or of a list in another order, is refused. */
export function wantedPage(
  { nextToken, offset, maxResults }: CursorInput,
  order: Pick<Order, 'name' | 'type'>,
): Wanted {
  if (nextToken === '') return { offset, maxResults };
  const read = token.safeParse(parsed(nextToken));
  const [name, side, value = '', id = ''] = read.data ?? [];
  if (name !== order.name || !side) throw nextTokenInvalid();
  if (order.type === 'timestamptz' && !isTime(value)) throw nextTokenInvalid();
  return { cursor: { side, value, id }, offset, maxResults };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const isTime = (value: string): boolean =>
  time.test(value) && !Number.isNaN(Date.parse(value.replace(/([+-]\d\d)$/, '$1:00')));

/** What a list action answers beside its rows. */
export function pageAnswer(
  { next, previous }: Pick<KeysetPage<unknown>, 'next' | 'previous'>,
  { name }: Pick<Order, 'name'>,
  { maxResults, total }: { maxResults: number; total: number },
) {
  const write = ({ side, value, id }: Cursor) =>
    Buffer.from(JSON.stringify([name, side, value, id]), 'utf8').toString('base64url');
  return {
    totalCounts: total,
    maxResults,
    isTruncated: next !== undefined,
    ...(next && { nextToken: write(next) }),
    ...(previous && { previousToken: write(previous) }),
  };
}

const nextTokenInvalid = () =>
  new DomainError('invalid-input', 'NextTokenInvalid', 'This NextToken does not belong to this list.');
