import { z } from 'zod';
import type { ActionContext } from '../../../../action/define-action.ts';
import type { DomainError } from '../../../../action/domain-error.ts';
import type { ResourcePlace } from '../filter/places.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import type { Document } from './document.ts';
import type { Selection } from './projection.ts';

/** A resource as it is answered, and what the headers of the answer say. */
export const shown = z.object({
  id: z.string(),
  version: z.string(),
  location: z.string(),
  resource: z.custom<Document>(),
});
export type Shown = z.output<typeof shown>;

/** One of the resource types, with where it is kept and how it is shown. */
export interface Kind {
  type: ResourceType;
  notFound(id: string): DomainError;
  /** @param url of the service provider */
  placeAt(url: string): ResourcePlace;
  /** Of the ids, the first ones that one answer holds; all of them where each is small. */
  fitting?(
    context: Pick<ActionContext, 'db'>,
    spaceId: string,
    ids: readonly string[],
    selection: Selection,
  ): Promise<readonly string[]>;
  /** Those of the ids that the directory owns, in their order. */
  show(
    context: Pick<ActionContext, 'db' | 'settings'>,
    spaceId: string,
    ids: readonly string[],
    selection: Selection,
  ): Promise<Shown[]>;
}

export function toShown(document: Document, selection: Selection): Shown {
  const { version, location } = document.meta as { version: string; location: string };
  return { id: String(document.id), version, location, resource: selection.of(document) };
}

/** Rows in the order of their ids. */
export function inOrderOf<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Row[] {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The first ones that are no more than that together; one at least. */
export function firstWithin(
  ids: readonly string[],
  sizeOf: (id: string) => number,
  most: number,
): readonly string[] {
  let total = 0;
  const tooMany = ids.findIndex((id) => {
    total += sizeOf(id);
    return total > most;
  });
  return tooMany < 0 ? ids : ids.slice(0, Math.max(tooMany, 1));
}

/** What belongs to each, by whose it is. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const present = groups.get(key);
    if (present) present.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
