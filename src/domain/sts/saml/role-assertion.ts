import type { ActionContext } from '../../../action/define-action.ts';
import { unspecifiedNameId } from '../../../platform/saml/names.ts';
import type { VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { verifyMessage } from '../../../platform/saml/verify-response.ts';
import type { XmlDocument } from '../../../platform/xml/parse-xml.ts';
import { type Role, samlProviderArn, samlProviders } from '../../cam/index.ts';
import { trusts } from '../../policy/index.ts';
import { circumstancesOf } from '../authorization/request.ts';
import type { Requester } from '../sessions/session.ts';
import { localSite, roleAttribute } from './local-site.ts';
import { SignInRefusal } from './sign-in-refusal.ts';

/** Through which provider of which account somebody comes. */
export interface ThroughProvider {
  uin: number;
  providerName: string;
}

/** Verifies a response with the keys of that provider, and tells whose provider it is: for the console and for keys. */
export async function verifyForProvider(
  { db, now, settings }: ActionContext,
  { uin, providerName }: ThroughProvider,
  message: XmlDocument,
): Promise<VerifiedAssertion & { spaceId: string | null }> {
  const provider = await samlProviders.find(db, uin, providerName);
  if (!provider) throw new SignInRefusal('provider-unknown', providerName, 'a SAML provider of the account');
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
  return { ...assertion, spaceId: provider.spaceId };
}

/** The role must let in whom the provider vouches for. `saml:aud` is the Recipient, despite its name. */
export function requireTrust(
  context: ActionContext,
  { uin, providerName }: ThroughProvider,
  { trustPolicy }: Role,
  { issuer, nameId, nameIdAttributes }: VerifiedAssertion,
): void {
  const isTrusted = trusts(trustPolicy, {
    action: 'sts:AssumeRoleWithSAML',
    principal: { kind: 'federated', provider: samlProviderArn(uin, providerName) },
    context: {
      ...circumstancesOf(context),
      'saml:aud': localSite(context.settings).roleAcsUrl,
      'saml:iss': issuer,
      'saml:sub': nameId,
      'saml:sub_type': nameIdAttributes.Format ?? unspecifiedNameId,
    },
  });
  if (!isTrusted)
    throw new SignInRefusal('role-not-trusted', providerName, 'a provider that the role trusts');
}

/** Who asked for the session, in words and by what ends it: whoever deletes the provider ends its sessions. */
export const samlRequester = (
  { uin, providerName }: ThroughProvider,
  { nameId }: VerifiedAssertion,
  entryId: string | undefined,
): Requester => ({
  requesterUin: uin,
  source: { kind: 'saml', name: nameId },
  provider: { uin, name: providerName },
  ...(entryId !== undefined && { entryId }),
});

/** Every role that the assertion names, each with its provider (reference: role SSO, several roles). */
export function namedRoles({ attributes }: VerifiedAssertion): string[] {
  return (attributes[roleAttribute] ?? []).flatMap((value) => {
    const [roleArns = '', providerArn, ...more] = value.split(',');
    return more.length > 0 ? [] : roleArns.split(';').map((arn) => `${arn},${providerArn}`);
  });
}
