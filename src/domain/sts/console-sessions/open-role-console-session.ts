import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { peekAttribute, type VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { secondsUntil } from '../../../platform/saml/time-rules.ts';
import { readMessage } from '../../../platform/saml/verify-response.ts';
import { readRoleAttribute, roles } from '../../cam/index.ts';
import { useEntry } from '../saml/employee-entry.ts';
import { requireFirstUse } from '../saml/first-use.ts';
import { roleAttribute, roleSessionNameAttribute } from '../saml/local-site.ts';
import { requireTrust, samlRequester, verifyForProvider } from '../saml/role-assertion.ts';
import { orRefused, SignInRefusal, signInRefusal } from '../saml/sign-in-refusal.ts';
import { openSession } from '../sessions/open-session.ts';
import { roleSession, toRoleSession } from '../sessions/role-session.ts';
import { longestFor } from '../sessions/session-duration.ts';

const openedRoleSession = z.object({
  outcome: z.literal('opened'),
  uin: z.int(),
  identity: roleSession,
  sessionSeconds: z.int(),
});

export const openRoleConsoleSession = defineAction({
  id: 'sts:OpenRoleConsoleSession',
  summary: 'Let somebody into an account of the local site as a role, by a SAML response.',
  effect: 'write',
  allowed: ['visitor'],
  secret: ['samlResponse'],
  input: z.object({ samlResponse: z.string() }),
  output: z.union([openedRoleSession, signInRefusal]),

  async run(context, { samlResponse }) {
    return orRefused(context.random.reference(), () => signIn(context, samlResponse));
  },
});

async function signIn(
  context: ActionContext,
  samlResponse: string,
): Promise<z.infer<typeof openedRoleSession>> {
  const { db, now } = context;
  const message = readMessage(samlResponse, context.settings.samlResponseBytes);
  const claim = claimedRole(peekAttribute(message.root, roleAttribute));
  const assertion = await verifyForProvider(context, claim, message);
  requireSigned(assertion, claim.value);
  const sessionName = requireSessionName(assertion);

  const { uin, roleName } = claim;
  const role = await roles.find(db, uin, roleName);
  if (!role?.consoleLogin)
    throw new SignInRefusal('role-unknown', roleName, 'a role of the account for the console');
  requireTrust(context, claim, role, assertion);

  await requireFirstUse(context, uin, assertion);
  const seconds = secondsUntil(assertion.sessionNotOnOrAfter, now, longestFor(role));
  const asked = { uin, kind: 'role', roleId: role.roleId, sessionName, seconds } as const;
  const entryId = await useEntry(context, assertion.spaceId, { ...assertion, uin }, seconds);
  const requester = samlRequester(claim, assertion, entryId);
  const opened = await openSession(context, { ...asked, requester });
  return { outcome: 'opened', uin, identity: toRoleSession(opened, role), sessionSeconds: seconds };
}

/** What an unverified response says it is for, to choose whose keys to verify it with. */
function claimedRole(values: string[]) {
  const [value] = values;
  const claim = values.length === 1 ? readRoleAttribute(value ?? '') : undefined;
  if (claim && value) return { ...claim, value };
  throw new SignInRefusal(
    'role-unknown',
    values.join(' | ') || 'no role',
    'exactly one role and its provider',
  );
}

/** What was peeked at must be what was signed. */
function requireSigned({ attributes }: VerifiedAssertion, claimed: string): void {
  const signed = attributes[roleAttribute] ?? [];
  if (signed.length === 1 && signed[0] === claimed) return;
  throw new SignInRefusal('role-unknown', signed.join(' | '), 'the role that the response names');
}

function requireSessionName({ attributes }: VerifiedAssertion): string {
  const [name, ...others] = attributes[roleSessionNameAttribute] ?? [];
  if (name && others.length === 0 && /^[A-Za-z0-9=,.@_-]{1,32}$/.test(name)) return name;
  throw new SignInRefusal(
    'name-id-missing',
    name ?? 'no RoleSessionName',
    'one RoleSessionName of up to 32 characters',
  );
}
