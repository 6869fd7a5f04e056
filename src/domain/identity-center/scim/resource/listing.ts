import { sql } from 'kysely';
import { z } from 'zod';
import type { ActionContext } from '../../../../action/define-action.ts';
import type { Filter } from '../filter/filter.ts';
import { conditionOf } from '../filter/filter-sql.ts';
import { sortValue } from '../filter/order.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import * as lists from '../resource-list-queries.ts';
import { findAttribute, pathName } from '../schema/resource-type.ts';
import { scimUrl } from '../schema/schema-resources.ts';
import { defaultPerPage, mostPerPage } from '../schema/service-provider-config.ts';
import type { Document } from './document.ts';
import { projectionInput, selectionOf } from './projection.ts';
import type { Kind } from './shown.ts';

const whole = (otherwise: number) =>
  z
    .number('Expected a whole number.')
    .refine(Number.isInteger, 'Expected a whole number.')
    .default(otherwise);

/** What a client asks a list for (RFC 7644 §3.4.2). Numbers out of range mean the nearest one in it. */
export const listingInput = {
  filter: z.string('Expected one filter.').optional(),
  sortBy: z.string('Expected one attribute.').max(1000).optional(),
  sortOrder: z
    .string('Expected "ascending" or "descending".')
    .toLowerCase()
    .pipe(z.enum(['ascending', 'descending'], 'Expected "ascending" or "descending".'))
    .default('ascending'),
  startIndex: whole(1).transform((index) => Math.min(Math.max(index, 1), Number.MAX_SAFE_INTEGER)),
  count: whole(defaultPerPage).transform((count) => Math.min(Math.max(count, 0), mostPerPage)),
  ...projectionInput,
};
const listing = z.object(listingInput);
export type Listing = z.output<typeof listing>;

export const listingOutput = z.object({
  totalResults: z.int(),
  startIndex: z.int(),
  resources: z.array(z.custom<Document>()),
});

/** One page of the resources of some kinds: all of the first kind, then all of the next. */
export async function listResources(
  context: Pick<ActionContext, 'db' | 'settings'>,
  spaceId: string,
  kinds: readonly Kind[],
  listing: Listing,
): Promise<z.output<typeof listingOutput>> {
  const { startIndex, count } = listing;
  const resources: Document[] = [];
  let totalResults = 0;
  for (const kind of kinds) {
    const offset = Math.max(startIndex - 1 - totalResults, 0);
    const limit = count - resources.length;
    const page = await readPage(context, spaceId, kind, {
      ...listing,
      offset,
      limit,
      isAmongSeveral: kinds.length > 1,
    });
    resources.push(...page.resources);
    totalResults += page.total;
  }
  return { totalResults, startIndex, resources };
}

type PartOfList = Listing & { offset: number; limit: number; isAmongSeveral: boolean };

async function readPage(
  context: Pick<ActionContext, 'db' | 'settings'>,
  spaceId: string,
  kind: Kind,
  { filter, sortBy, sortOrder, offset, limit, isAmongSeveral, ...projection }: PartOfList,
) {
  const { type } = kind;
  const selection = selectionOf(type, projection);
  const where = kind.placeAt(scimUrl(context.settings.baseUrl));
  const parsed = filter === undefined ? undefined : parseFilter(filter, type, { isAmongSeveral });
  const condition = parsed ? conditionOf(parsed, where.place) : sql<boolean>`true`;
  const isSorted = sortBy !== undefined && !(isAmongSeveral && !findAttribute(type, sortBy.trim()));
  const value = isSorted ? sortValue(type, sortBy, where.place) : undefined;
  const sort = value && { value, isDescending: sortOrder === 'descending' };
  const mayTakeLong = parsed !== undefined && !isByKey(parsed, where.keys);
  const wanted = { condition, mayTakeLong, sort, offset, limit };
  const { ids, total } = await lists.list(context.db, spaceId, where, wanted);
  const fitting = (await kind.fitting?.(context, spaceId, ids, selection)) ?? ids;
  const shown = await kind.show(context, spaceId, fitting, selection);
  return { total, resources: shown.map(({ resource }) => resource) };
}

const isByKey = (filter: Filter, keys: readonly string[]): boolean =>
  filter.kind === 'compare' && filter.operator === 'eq' && keys.includes(pathName(filter.path));
