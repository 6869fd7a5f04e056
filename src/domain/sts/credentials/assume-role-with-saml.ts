import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import type { VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { secondsUntil } from '../../../platform/saml/time-rules.ts';
import { readMessage } from '../../../platform/saml/verify-response.ts';
import { roleArn, samlProviderArn } from '../../cam/index.ts';
import { useEntry } from '../saml/employee-entry.ts';
import { requireFirstUse } from '../saml/first-use.ts';
import {
  namedRoles,
  requireTrust,
  samlRequester,
  type ThroughProvider,
  verifyForProvider,
} from '../saml/role-assertion.ts';
import { orRefusedCall, SignInRefusal } from '../saml/sign-in-refusal.ts';
import { roleNotFound } from '../sessions/role-refusals.ts';
import { longestFor, requireDuration } from '../sessions/session-duration.ts';
import { findNamed, type NamedRole, namedProvider, namedRole } from './role-arn.ts';
import { durationSeconds, sessionName } from './session-fields.ts';
import { issueCredentials, temporaryCredentials } from './temporary-credentials.ts';

export const assumeRoleWithSaml = defineAction({
  id: 'sts:AssumeRoleWithSAML',
  summary: 'Issue temporary keys of a role to whoever brings an assertion that may open a session of it.',
  effect: 'write',
  allowed: ['visitor'],
  secret: ['samlAssertion'],
  input: z.object({
    samlAssertion: z.string(),
    principalArn: namedProvider,
    roleArn: namedRole,
    roleSessionName: sessionName,
    durationSeconds,
  }),
  output: temporaryCredentials,

  run: assumeRoleBySaml,
});

interface AskedBySaml {
  samlAssertion: string;
  principalArn: ThroughProvider;
  roleArn: NamedRole;
  roleSessionName: string;
  durationSeconds?: number | undefined;
}

export async function assumeRoleBySaml(
  context: ActionContext,
  { samlAssertion, principalArn: through, roleArn: named, ...wanted }: AskedBySaml,
) {
  const admitted = () => admit(context, samlAssertion, through, named);
  const { role, assertion } = await orRefusedCall(admitted);
  const longest = requireDuration(wanted.durationSeconds, longestFor(role));
  const seconds = secondsUntil(assertion.sessionNotOnOrAfter, context.now, longest);
  const entry = { ...assertion, uin: named.uin };
  const entryId = await orRefusedCall(() => useEntry(context, assertion.spaceId, entry, seconds));

  return issueCredentials(context, {
    uin: named.uin,
    kind: 'role',
    roleId: role.roleId,
    sessionName: wanted.roleSessionName,
    seconds,
    requester: samlRequester(through, assertion, entryId),
  });
}

/** The same rules as for the console, in the same order; here the caller says which of the named roles it is to be. */
async function admit(
  context: ActionContext,
  samlAssertion: string,
  through: ThroughProvider,
  named: NamedRole,
) {
  // A provider speaks for roles of its own account alone; in each account somebody else vouches for it.
  if (through.uin !== named.uin) throw otherAccount(through, named);
  const message = readMessage(samlAssertion, context.settings.samlResponseBytes);
  const assertion = await verifyForProvider(context, through, message);
  const role = await findNamed(context.db, named);
  const roleName = named.roleName ?? role?.roleName ?? '';
  requireNamed(assertion, roleArn(named.uin, roleName), samlProviderArn(named.uin, through.providerName));
  if (!role) throw roleNotFound(roleName);
  requireTrust(context, through, role, assertion);
  await requireFirstUse(context, through.uin, assertion);
  return { role, assertion };
}

/** Whoever signed the assertion says what it is good for. */
function requireNamed(assertion: VerifiedAssertion, role: string, provider: string): void {
  const named = namedRoles(assertion);
  if (named.includes(`${role},${provider}`)) return;
  throw new SignInRefusal('role-unknown', named.join(' | ') || 'no role', `${role},${provider}`);
}

const otherAccount = (through: ThroughProvider, named: NamedRole) =>
  new SignInRefusal('provider-unknown', `account ${through.uin}`, `a provider of account ${named.uin}`);
