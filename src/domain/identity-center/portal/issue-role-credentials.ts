import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import type { CloudConnection, CloudSite } from '../../../platform/settings.ts';
import { assumeRoleBySaml, temporaryCredentials } from '../../sts/index.ts';
import { cloudNotConnected } from '../deployment/cloud-account.ts';
import { isLocal } from '../deployment/connect-cloud-account.ts';
import { assumeRoleInCloud } from '../deployment/tencent/assume-role-with-saml.ts';
import { signInAsRole } from './sign-in-as-role.ts';

export const issueRoleCredentials = defineAction({
  id: 'portal:IssueRoleCredentials',
  summary: 'Issue temporary keys of a role that a person has in an account. They are shown once.',
  effect: 'write',
  allowed: ['employee'],
  input: z.object({ uin: z.coerce.number().int().positive().safe(), permissionConfigurationId: z.string() }),
  output: temporaryCredentials.extend({
    account: z.object({ uin: z.int(), name: z.string() }),
    configuration: z.object({ id: z.string(), name: z.string() }),
    role: z.string(),
  }),

  /** A cloud takes its time, and no transaction waits for it. */
  atomicBy: 'steps',

  /** By the way that every client takes: the role's own account decides about the assertion. */
  async run(context, input) {
    const { site, issued, ...signIn } = await context.inTransaction((db) =>
      prepare({ ...context, db }, input),
    );
    const { account, configuration, role, provider } = signIn;
    const keys =
      issued ??
      (await assumeRoleInCloud(connectionOf(site), {
        samlAssertion: signIn.samlResponse,
        principalArn: provider,
        roleArn: role,
        roleSessionName: signIn.sessionName,
        durationSeconds: configuration.sessionSeconds,
      }));
    return { ...keys, account, configuration, role };
  },
});

/** The assertion; and the keys as well when the account is our own, in the same transaction. */
async function prepare(context: ActionContext, input: { uin: number; permissionConfigurationId: string }) {
  const signIn = await signInAsRole(context, input);
  const { site, configuration } = signIn;
  if (!isLocal(site)) return { ...signIn, issued: undefined };
  const issued = await assumeRoleBySaml(context, {
    samlAssertion: signIn.samlResponse,
    roleArn: { uin: input.uin, roleName: configuration.roleName },
    principalArn: { uin: input.uin, providerName: configuration.providerName },
    roleSessionName: signIn.sessionName,
    durationSeconds: configuration.sessionSeconds,
  });
  return { ...signIn, issued };
}

function connectionOf({ name, connection }: CloudSite): CloudConnection {
  if (!connection) throw cloudNotConnected(name);
  return connection;
}
