import { z } from 'zod';
import { type Principal, requirePrincipal } from '../../../action/actor.ts';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { camUserNotFound, camUsers, roles } from '../../cam/index.ts';
import { accounts, organizations } from '../../organization/index.ts';
import { type AccessRequest, type Judgement, ownerOf } from '../../policy/index.ts';
import { namedRole } from '../credentials/role-arn.ts';
import { assumeRoleAction, findTrustingRole } from '../credentials/trusting-role.ts';
import { roleNotFound } from '../sessions/role-refusals.ts';
import { authorityOf } from './authority.ts';
import { judge } from './judge.ts';
import { circumstancesOf } from './request.ts';
import { withoutWordsOfOwner } from './words-of-owner.ts';

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
    const given = { ...circumstancesOf(context), ...circumstances };
    const isGrantedByOwner = await isTrusted(context, principal, { action, resource, given });
    const question = { action, resource, isGrantedByOwner };
    const judgement = await judge(context, principal, authority, question, circumstances);

    const owner = ownerOf(resource) ?? uin;
    const isOwn =
      owner === uin ||
      (organization !== undefined &&
        (await accounts.find(context.db, organization.organizationId, owner)) !== undefined);
    return isOwn ? judgement : withoutWordsOfOwner(judgement, owner);
  },
});

/** Another account's role grants by its trust policy, as it does when it is really asked. */
async function isTrusted(
  { db }: ActionContext,
  principal: Principal,
  { action, resource, given }: { action: string; resource: string; given: AccessRequest['context'] },
): Promise<boolean> {
  const named = namedRole.safeParse(resource);
  if (!named.success || action.replace(/^name\//, '') !== assumeRoleAction) return false;
  return (await findTrustingRole(db, principal, named.data, given)) !== undefined;
}

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
