import { z } from 'zod';
import { type Principal, requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';

export const getCallerIdentity = defineAction({
  id: 'sts:GetCallerIdentity',
  summary: 'Tell callers who they are.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'none',
  input: z.object({}),
  output: z.object({
    arn: z.string(),
    accountId: z.string(),
    userId: z.string(),
    principalId: z.string(),
    type: z.enum(['CAMUser', 'CAMRole']),
  }),

  async run({ actor }) {
    const principal = requirePrincipal(actor);
    return { ...describe(principal), accountId: String(principal.uin) };
  },
});

/** Field by field as the reference has it; these resource names have the account without `uin/`. */
function describe({ uin, identity }: Principal) {
  if (identity.type === 'role') {
    const { roleId, sessionName, requesterUin = uin } = identity;
    return {
      type: 'CAMRole' as const,
      arn: `qcs::sts:${uin}:assumed-role/${roleId}`,
      userId: `${roleId}:${sessionName}`,
      principalId: String(requesterUin),
    };
  }
  const userUin = String(identity.type === 'root' ? uin : identity.userUin);
  const user = { type: 'CAMUser' as const, principalId: userUin };
  if (identity.type === 'federated-user') {
    const arn = `qcs::sts:${uin}:federated-user/${userUin}`;
    return { ...user, arn, userId: `${userUin}:${identity.name}` };
  }
  return { ...user, arn: `qcs::cam:${uin}:uin/${userUin}`, userId: userUin };
}
