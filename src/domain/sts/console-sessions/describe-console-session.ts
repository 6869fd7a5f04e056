import { z } from 'zod';
import { type CamUserIdentity, type RoleSession, requirePrincipal } from '../../../action/actor.ts';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import {
  attachments,
  camUserArn,
  camUsers,
  findPresetPolicy,
  type PresetPolicy,
  roleArn,
  roles,
} from '../../cam/index.ts';
import { accounts } from '../../organization/index.ts';

export const describeConsoleSession = defineAction({
  id: 'sts:DescribeConsoleSession',
  summary: 'Tell somebody inside an account who they are there and which policies they have.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({
    account: z.object({ uin: z.int(), name: z.string() }),
    identity: z.object({
      kind: z.enum(['role', 'user']),
      name: z.string(),
      sessionName: z.string().optional(),
      arn: z.string(),
    }),
    policies: z.array(
      z.object({ policyId: z.int(), policyName: z.string(), description: z.string(), document: z.unknown() }),
    ),
  }),

  async run(context) {
    const { uin, identity: signedIn } = requirePrincipal(context.actor);
    const account = await accounts.findByUin(context.db, uin);
    if (!account || signedIn.type === 'root') throw sessionEnded();
    const { principal, ...identity } =
      signedIn.type === 'role'
        ? await asRole(context, uin, signedIn)
        : await asCamUser(context, uin, signedIn);

    const attached = await attachments.list(context.db, uin, principal);
    const policies = attached
      .map(findPresetPolicy)
      .filter((policy): policy is PresetPolicy => policy !== undefined);
    return { account: { uin: account.uin, name: account.name }, identity, policies };
  },
});

async function asRole({ db }: ActionContext, uin: number, { roleName, sessionName }: RoleSession) {
  const role = await roles.find(db, uin, roleName);
  if (!role) throw sessionEnded();
  const arn = roleArn(uin, roleName);
  const principal = { kind: 'role', principalId: role.roleId } as const;
  return { kind: 'role' as const, name: roleName, sessionName, arn, principal };
}

async function asCamUser({ db }: ActionContext, uin: number, { userName }: CamUserIdentity) {
  const user = await camUsers.find(db, uin, userName);
  if (!user?.consoleLogin) throw sessionEnded();
  const principal = { kind: 'user', principalId: String(user.userUin) } as const;
  return { kind: 'user' as const, name: userName, arn: camUserArn(uin, user.userUin), principal };
}

/** The role or the user is gone, and with it every session of it. */
const sessionEnded = () => new DomainError('unauthenticated', 'SessionEnded', 'This session has ended.');
