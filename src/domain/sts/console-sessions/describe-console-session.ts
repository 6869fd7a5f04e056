import { z } from 'zod';
import { type Principal, requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { camUserArn, describeHeldPolicies, type Holder, roleArn } from '../../cam/index.ts';
import { accounts, delegations } from '../../organization/index.ts';
import { sessionEnded } from '../sessions/session.ts';
import { requireStanding } from '../sessions/standing.ts';

export const describeConsoleSession = defineAction({
  id: 'sts:DescribeConsoleSession',
  summary: 'Tell somebody inside an account who they are there and which policies they have.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'none',
  input: z.object({}),
  output: z.object({
    account: z.object({
      uin: z.int(),
      name: z.string(),
      /** Or a service of it, for which its organization trusted it. */
      administersOrganization: z.boolean(),
    }),
    identity: z.object({
      kind: z.enum(['root', 'role', 'user']),
      name: z.string(),
      sessionName: z.string().optional(),
      arn: z.string(),
    }),
    policies: z.array(
      z.object({
        policyId: z.int(),
        policyName: z.string(),
        description: z.string(),
        document: z.unknown(),
        /** Attached to oneself, come by a user group, or the most that one may do. */
        via: z.enum(['own', 'group', 'boundary']),
        groupName: z.string().nullable(),
      }),
    ),
  }),

  async run(context) {
    const signedIn = requirePrincipal(context.actor);
    const { uin } = signedIn;
    await requireStanding(context.db, signedIn, context.now);
    const account = await accounts.findByUin(context.db, uin);
    const shown = identityOf(signedIn);
    if (!account || !shown) throw sessionEnded();

    const { holder, ...identity } = shown;
    const policies = holder ? await describeHeldPolicies(context.db, uin, holder) : [];
    const administersOrganization =
      signedIn.organizationId !== undefined || (await delegations.listOf(context.db, uin)).length > 0;
    return {
      account: { uin: account.uin, name: account.name, administersOrganization },
      identity,
      policies,
    };
  },
});

interface Described {
  kind: 'root' | 'role' | 'user';
  name: string;
  sessionName?: string;
  arn: string;
  /** Whose policies decide; nobody's for the root user. */
  holder?: Holder;
}

/** Whoever has temporary keys comes through other doors. */
function identityOf({ uin, identity }: Principal): Described | undefined {
  if (identity.type === 'root') return { kind: 'root', name: String(uin), arn: `qcs::cam::uin/${uin}:root` };
  if (identity.type === 'role') {
    const { roleName, sessionName } = identity;
    const holder = { kind: 'role', roleName } as const;
    return { kind: 'role', name: roleName, sessionName, arn: roleArn(uin, roleName), holder };
  }
  if (identity.type !== 'cam-user') return undefined;
  const { userName, userUin } = identity;
  const holder = { kind: 'user', userName } as const;
  return { kind: 'user', name: userName, arn: camUserArn(uin, userUin), holder };
}
