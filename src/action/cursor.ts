import { createHash } from 'node:crypto';
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

/** What a cursor says: where a page begins, and how long the list was on the first page. A time is as the database writes it. */
const token = z.tuple([
  z.string(),
  z.enum(['after', 'before']),
  z.string().refine((value) => value.isWellFormed() && !value.includes('\0')),
  z.string().regex(/^[\w-]{1,64}$/),
  z.int().min(0).optional(),
  z.string().optional(),
]);
const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;

/** Where the page begins. A cursor that we did not give out, or of a list in another order, is refused. */
export function wantedPage(
  { nextToken, offset, maxResults }: CursorInput,
  order: Pick<Order, 'name' | 'type'>,
): Wanted {
  if (nextToken === '') return { offset, maxResults };
  const read = token.safeParse(readToken(nextToken));
  const [name, side, value = '', id = ''] = read.data ?? [];
  if (name !== order.name || !side) throw nextTokenInvalid();
  if (order.type === 'timestamptz' && !isTime(value)) throw nextTokenInvalid();
  return { cursor: { side, value, id }, offset, maxResults };
}

/**
 * How long the list is: counted for the first page, which is told to those after it, because counting takes longer than
 * reading a page. A cursor that comes with another narrowing than it was given out for brings no total along.
 */
export async function totalOf(listing: CursorInput, count: () => Promise<number>): Promise<number> {
  const [, , , , total, narrowing] = token.safeParse(readToken(listing.nextToken)).data ?? [];
  return total === undefined || narrowing !== narrowingOf(listing) ? count() : total;
}

/** All that a listing asks for but the page, in short. */
function narrowingOf({
  nextToken: _token,
  offset: _offset,
  maxResults: _rows,
  ...asked
}: CursorInput): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 16);
}

/** The JSON in a cursor; undefined when it is none. */
export function readToken(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const isTime = (value: string): boolean =>
  time.test(value) && !Number.isNaN(Date.parse(value.replace(/([+-]\d\d)$/, '$1:00')));

/** What a list action answers beside its rows; the listing is the one that the total was asked for with. */
export function pageAnswer(
  { next, previous }: Pick<KeysetPage<unknown>, 'next' | 'previous'>,
  { name }: Pick<Order, 'name'>,
  { total, ...listing }: CursorInput & { total: number },
) {
  const write = ({ side, value, id }: Cursor) =>
    writeToken([name, side, value, id, total, narrowingOf(listing)]);
  return {
    totalCounts: total,
    maxResults: listing.maxResults,
    isTruncated: next !== undefined,
    ...(next && { nextToken: write(next) }),
    ...(previous && { previousToken: write(previous) }),
  };
}

/** Where the next page of a list begins that nobody counts. */
export const nextTokenOf = ({ side, value, id }: Cursor, { name }: Pick<Order, 'name'>): string =>
  writeToken([name, side, value, id]);

const writeToken = (says: z.input<typeof token>) =>
  Buffer.from(JSON.stringify(says), 'utf8').toString('base64url');

export const nextTokenInvalid = () =>
  new DomainError('invalid-input', 'NextTokenInvalid', 'This NextToken does not belong to this list.');
