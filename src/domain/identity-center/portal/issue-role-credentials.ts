import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { assumeRoleBySaml, temporaryCredentials } from '../../sts/index.ts';
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

  /** By the way that every client takes: the role's own account decides about the assertion. */
  async run(context, { uin, permissionConfigurationId }) {
    const signIn = await signInAsRole(context, { uin, permissionConfigurationId });
    const { account, configuration, role, site } = signIn;
    if (site.name !== 'local') throw notOffered(account.name);
    const issued = await assumeRoleBySaml(context, {
      samlAssertion: signIn.samlResponse,
      roleArn: { uin, roleName: configuration.roleName },
      principalArn: { uin, providerName: configuration.providerName },
      roleSessionName: signIn.sessionName,
      durationSeconds: configuration.sessionSeconds,
    });
    return { ...issued, account, configuration, role };
  },
});

/** The keys of a real cloud come from its own STS; `AssumeRoleWithSAML` takes the same assertion there. */
const notOffered = (account: string) =>
  new DomainError(
    'failed-precondition',
    'TemporaryCredentialsNotOffered',
    `Temporary keys are not offered for ${account}, which lives in another cloud.`,
    { details: { account } },
  );
