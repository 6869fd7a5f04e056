import { z } from 'zod';

/** How somebody came to an access: granted to the person, or to a group of theirs. */
export const via = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('direct') }),
  z.object({ kind: z.literal('group'), groupName: z.string() }),
]);
export type Via = z.infer<typeof via>;

const toVia = (isDirect: boolean, groupNames: readonly string[]): Via[] => [
  ...(isDirect ? [{ kind: 'direct' as const }] : []),
  ...groupNames.map((groupName) => ({ kind: 'group' as const, groupName })),
];

/** The columns `isDirect` and `groupNames` of a row as ways. */
export function withVia<R extends { isDirect: boolean; groupNames: string[] }>({
  isDirect,
  groupNames,
  ...row
}: R) {
  return { ...row, via: toVia(isDirect, groupNames) };
}
