import { z } from 'zod';

/** Paging by offset, as the Cloud API has it. Its cursors are translated at its door. */
export const pageInput = {
  offset: z.int().min(0).max(10_000_000).default(0),
  maxResults: z.int().min(1).max(100).default(10),
};

/** Which part of a list is wanted, of what matches the typed text. */
export interface Listing {
  filter: string;
  offset: number;
  maxResults: number;
}

/** A part of a list and how long the whole list is. */
export interface Page<Item> {
  items: Item[];
  total: number;
}
