import { z } from 'zod';

const circumstances = {
  since: z.date(),
  /** Null is without an end. */
  until: z.date().nullable(),
  /** The department that the account inherits it from; null when it was granted in the account. */
  nodeName: z.string().nullable(),
};

/** Why somebody may enter: granted to the person, or to a user group that the person is in since `joinTime`. */
export const grantedBy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), ...circumstances }),
  z.object({
    kind: z.literal('group'),
    groupId: z.string(),
    groupName: z.string(),
    ...circumstances,
    joinTime: z.date(),
  }),
]);
export type GrantedBy = z.infer<typeof grantedBy>;

/** As the database groups it: one entry per grant. */
export interface GrantRow {
  groupId: string | null;
  groupName: string | null;
  since: string;
  until: string | null;
  joinTime: string | null;
  nodeName?: string | null;
}

export function toGrantedBy({
  groupId,
  groupName,
  since,
  until,
  joinTime,
  nodeName = null,
}: GrantRow): GrantedBy {
  const circumstances = { since: new Date(since), until: until === null ? null : new Date(until), nodeName };
  return groupId === null || groupName === null || joinTime === null
    ? { kind: 'user', ...circumstances }
    : { kind: 'group', groupId, groupName, ...circumstances, joinTime: new Date(joinTime) };
}
