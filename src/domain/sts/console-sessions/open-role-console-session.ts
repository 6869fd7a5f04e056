import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { peekAttribute, type VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { readMessage, verifyMessage } from '../../../platform/saml/verify-response.ts';
import type { XmlDocument } from '../../../platform/xml/parse-xml.ts';
import { readRoleAttribute, roles, samlProviderArn, samlProviders, trusts } from '../../cam/index.ts';
import { requireFirstUse } from './first-use.ts';
import { localSite, roleAttribute, roleSessionNameAttribute } from './local-site.ts';
import { orRefused, SignInRefusal, signInRefusal } from './sign-in-refusal.ts';

const openedRoleSession = z.object({
  outcome: z.literal('opened'),
  uin: z.int(),
  roleName: z.string(),
  sessionName: z.string(),
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
  const { db } = context;
  const message = readMessage(samlResponse, context.settings.samlResponseBytes);
  const claim = claimedRole(peekAttribute(message.root, roleAttribute));
  const assertion = await verifyForProvider(context, claim, message);
  const sessionName = requireSessionName(assertion);

  const role = await roles.find(db, claim.uin, claim.roleName);
  if (!role?.consoleLogin)
    throw new SignInRefusal('role-unknown', claim.roleName, 'a role of the account for the console');
  const isTrusted = trusts(role.trustPolicy, samlProviderArn(claim.uin, claim.providerName), {
    'saml:aud': localSite(context.settings).roleAcsUrl,
    'saml:iss': assertion.issuer,
    'saml:sub': assertion.nameId,
  });
  if (!isTrusted)
    throw new SignInRefusal('role-not-trusted', claim.providerName, 'a provider that the role trusts');

  await requireFirstUse(context, claim.uin, assertion);
  return {
    outcome: 'opened',
    uin: claim.uin,
    roleName: role.roleName,
    sessionName,
    sessionSeconds: role.sessionSeconds,
  };
}

function claimedRole(values: string[]) {
  const claim = values.length === 1 ? readRoleAttribute(values[0] ?? '') : undefined;
  if (!claim)
    throw new SignInRefusal(
      'role-unknown',
      values.join(' | ') || 'no role',
      'exactly one role and its provider',
    );
  return { ...claim, value: values[0] };
}

/** Verifies with the keys of the provider that the response names, and holds the name against what was signed. */
async function verifyForProvider(
  { db, now, settings }: ActionContext,
  claim: ReturnType<typeof claimedRole>,
  message: XmlDocument,
): Promise<VerifiedAssertion> {
  const provider = await samlProviders.find(db, claim.uin, claim.providerName);
  if (!provider)
    throw new SignInRefusal('provider-unknown', claim.providerName, 'a SAML provider of the account');
  const site = localSite(settings);
  const assertion = verifyMessage(message, {
    entityId: provider.entityId,
    certificates: provider.certificates,
    audience: site.roleAudience,
    acsUrl: site.roleAcsUrl,
    inResponseTo: 'forbidden',
    now,
    clockSkewSeconds: settings.clockSkewSeconds,
    maximumBytes: settings.samlResponseBytes,
  });
  const signed = assertion.attributes[roleAttribute] ?? [];
  if (signed.length === 1 && signed[0] === claim.value) return assertion;
  throw new SignInRefusal('role-unknown', signed.join(' | '), 'the role that the response names');
}

function requireSessionName(assertion: VerifiedAssertion): string {
  const [name, ...others] = assertion.attributes[roleSessionNameAttribute] ?? [];
  if (name && others.length === 0 && /^[A-Za-z0-9=,.@_-]{1,32}$/.test(name)) return name;
  throw new SignInRefusal(
    'name-id-missing',
    name ?? 'no RoleSessionName',
    'one RoleSessionName of up to 32 characters',
  );
}
