import { z } from 'zod';
import { cursorInput, cursorOutput, nextTokenInvalid, readToken } from './cursor.ts';
import type { Page } from './page.ts';

/** Both ways of paging for lists that are read by offset: a cursor says where the next page begins. */
export const offsetCursorInput = cursorInput;
const { previousToken: _, ...output } = cursorOutput;
export const offsetCursorOutput = output;

interface Listing {
  nextToken: string;
  offset: number;
  maxResults: number;
}

const token = z.tuple([z.string(), z.int().min(0).max(10_000_000)]);

/** Where the page begins: by the cursor where there is one. That of another list is refused. */
export function offsetOf({ nextToken, offset }: Listing, list: string): number {
  if (nextToken === '') return offset;
  const [name, wanted] = token.safeParse(readToken(nextToken)).data ?? [];
  if (name !== list || wanted === undefined) throw nextTokenInvalid();
  return wanted;
}

/** What a list action answers beside its rows. */
export function offsetAnswer(
  { items, total }: Page<unknown>,
  { maxResults, ...listing }: Listing,
  list: string,
): z.output<z.ZodObject<typeof offsetCursorOutput>> {
  const next = offsetOf({ maxResults, ...listing }, list) + items.length;
  const isTruncated = items.length > 0 && next < total;
  return {
    totalCounts: total,
    maxResults,
    isTruncated,
    ...(isTruncated && { nextToken: Buffer.from(JSON.stringify([list, next])).toString('base64url') }),
  };
}
