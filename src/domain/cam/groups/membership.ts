import { z } from 'zod';
import { groupResource, memberMissing } from './cam-group.ts';

/** Who in which group. The API knows users by uin and by uid, which are the same here. */
export const memberships = z
  .array(z.object({ groupId: z.int(), uin: z.int().optional(), uid: z.int().optional() }))
  .min(1)
  .max(100);
type Memberships = z.infer<typeof memberships>;

export const userOf = ({ uin, uid }: Memberships[number]): number => {
  const userUin = uin ?? uid;
  if (userUin === undefined) throw memberMissing();
  return userUin;
};

export const groupsNamedIn = (info: Memberships, uin: number): string[] => [
  ...new Set(info.map(({ groupId }) => groupResource(uin, groupId))),
];
