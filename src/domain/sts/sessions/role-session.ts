import { z } from 'zod';
import type { RoleSession } from '../../../action/actor.ts';
import type { Session } from './session.ts';

/** The identity that a console keeps of somebody who entered as a role. */
export const roleSession = z.object({
  type: z.literal('role'),
  roleId: z.string(),
  roleName: z.string(),
  sessionName: z.string(),
  requesterUin: z.int(),
  issuedAt: z.string(),
  sessionId: z.string(),
}) satisfies z.ZodType<RoleSession>;

export const toRoleSession = (
  { sessionId, sessionName, issuedAt, requester }: Session,
  { roleId, roleName }: Pick<RoleSession, 'roleId' | 'roleName'>,
): z.infer<typeof roleSession> => ({
  type: 'role',
  roleId,
  roleName,
  sessionName,
  requesterUin: requester.requesterUin,
  issuedAt: issuedAt.toISOString(),
  sessionId,
});
