import { z } from 'zod';

/** Where the account inherits it: the department's name. Absent where it was granted in the account itself. */
const departmentName = z.string().optional();

/** How somebody came to an access: granted to the person, or to a group of theirs. */
export const via = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('direct'), departmentName }),
  z.object({ kind: z.literal('group'), groupName: z.string(), departmentName }),
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

/** One way as the database tells it: null is without a group, or without a department. */
export interface Way {
  groupName: string | null;
  departmentName: string | null;
}

/** First what was granted to the person, then by group; what the account has of its own before what it inherits. */
export const toWays = (ways: readonly Way[]): Via[] =>
  [...ways]
    .sort(
      (one, other) =>
        inOrder(one.groupName, other.groupName) || inOrder(one.departmentName, other.departmentName),
    )
    .map(({ groupName, departmentName }) => ({
      ...(groupName === null ? { kind: 'direct' as const } : { kind: 'group' as const, groupName }),
      ...(departmentName !== null && { departmentName }),
    }));

const inOrder = (one: string | null, other: string | null): number =>
  Number(one !== null) - Number(other !== null) || (one ?? '').localeCompare(other ?? '');
