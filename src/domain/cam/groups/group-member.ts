import { z } from 'zod';
import type { CamGroupMember } from './member-queries.ts';

/** A member of a user group, as the API shows it. */
export const groupMember = z.object({
  uin: z.int(),
  uid: z.int(),
  name: z.string(),
  remark: z.string(),
  /** Ours. */
  joinTime: z.date(),
});

export const toGroupMember = ({
  userUin,
  userName,
  remark,
  joinedAt,
}: CamGroupMember): z.infer<typeof groupMember> => ({
  uin: userUin,
  uid: userUin,
  name: userName,
  remark,
  joinTime: joinedAt,
});
