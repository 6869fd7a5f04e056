import { z } from 'zod';

/** A key with a value, on a department or a member, as the Cloud API has it. */
export const tag = z.object({
  tagKey: z.string().trim().min(1, 'Enter a key.').max(127),
  tagValue: z.string().trim().max(255),
});
export type Tag = z.infer<typeof tag>;

export const tagsPerObject = 10;

export const tags = z
  .array(tag)
  .max(tagsPerObject, 'Use at most 10 tags.')
  .refine((list) => new Set(list.map(({ tagKey }) => tagKey)).size === list.length, 'Use every key once.');
