import { z } from 'zod';

/** Why somebody may enter: granted to the person, or to a user group that the person is in since then. */
export const grantedBy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), since: z.date() }),
  z.object({
    kind: z.literal('group'),
    groupId: z.string(),
    groupName: z.string(),
    since: z.date(),
    joinTime: z.date(),
  }),
]);
export type GrantedBy = z.infer<typeof grantedBy>;

/** As the database groups it: one entry per grant. */
export interface GrantRow {
  groupId: string | null;
  groupName: string | null;
  since: string;
  joinTime: string | null;
}

export const toGrantedBy = ({ groupId, groupName, since, joinTime }: GrantRow): GrantedBy =>
  groupId === null || groupName === null || joinTime === null
    ? { kind: 'user', since: new Date(since) }
    : { kind: 'group', groupId, groupName, since: new Date(since), joinTime: new Date(joinTime) };
