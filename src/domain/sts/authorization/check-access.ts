import { z } from 'zod';
import { type Principal, requirePrincipal } from '../../../action/actor.ts';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { camUserNotFound, camUsers, roles } from '../../cam/index.ts';
import { organizations } from '../../organization/index.ts';
import { decide, type Judgement } from '../../policy/index.ts';
import { roleNotFound } from '../sessions/role-refusals.ts';
import { authorityOf } from './authority.ts';
import { requestOf } from './request.ts';

const actionName = z
  .string()
  .trim()
  .regex(
    /^(name\/)?[A-Za-z0-9_-]{1,32}:[A-Za-z0-9_]{1,128}$/,
    'Write service:Operation, such as cos:GetObject.',
  );
const resourceName = z
  .string()
  .trim()
  .max(1024)
  .regex(
    /^(\*|qcs:(?:[^:]*:){4}.+)$/,
    'Write six segments, such as qcs::cos:ap-guangzhou:uin/1:bucket/a, or *.',
  );

export const checkAccess = defineAction({
  id: 'sts:CheckAccess',
  summary: 'Say whether a user or role of the account may do something, and which statements decide.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    principalType: z.enum(['user', 'role', 'root']),
    principalName: z.string().trim().max(128).default(''),
    action: actionName,
    resource: resourceName.default('*'),
    /** Condition keys, such as `qcs:ip`. */
    context: z.record(
      z.string().max(128),
      z.union([z.string().max(1024), z.array(z.string().max(1024)).max(50)]),
    ),
  }),
  output: z.custom<Judgement>(),

  async run(context, { action, resource, context: circumstances, ...asked }) {
    const { uin } = requirePrincipal(context.actor);
    const principal = await findPrincipal(context, uin, asked);
    const organization = await organizations.findByAdmin(context.db, uin);
    const authority = await authorityOf(context, {
      ...principal,
      ...(organization && { organizationId: organization.organizationId }),
    });
    const request = requestOf(context, principal, action, resource);
    return decide(authority, { ...request, context: { ...request.context, ...circumstances } });
  },
});

async function findPrincipal(
  { db, now }: ActionContext,
  uin: number,
  { principalType, principalName }: { principalType: 'user' | 'role' | 'root'; principalName: string },
): Promise<Principal> {
  const of = (identity: Principal['identity']): Principal => ({ kind: 'principal', uin, identity });
  if (principalType === 'root') return of({ type: 'root' });
  if (principalType === 'user') {
    const user = await camUsers.find(db, uin, principalName);
    if (!user) throw camUserNotFound(principalName);
    return of({ type: 'cam-user', userName: user.userName, userUin: user.userUin });
  }
  const role = await roles.find(db, uin, principalName);
  if (!role) throw roleNotFound(principalName);
  return of({
    type: 'role',
    roleId: role.roleId,
    roleName: role.roleName,
    sessionName: '',
    issuedAt: now.toISOString(),
  });
}
