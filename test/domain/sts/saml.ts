import { samlProviders } from '../../../src/domain/cam/index.ts';
import { encode, type ResponseParts, type TestIdentityProvider } from '../../support/identity-provider.ts';
import type { World } from '../../support/world.ts';
import type { Inside } from './account.ts';

const site = {
  entityId: 'https://login.example.com/account-console',
  acsUrl: 'https://login.example.com/account-console/saml',
};

/** Makes the account trust the identity provider under that name. */
export const addProvider = (
  world: World,
  inside: Inside,
  uin: number,
  name: string,
  idp: TestIdentityProvider,
) => {
  const provider = {
    name,
    description: '',
    entityId: idp.entityId,
    metadataDocument: idp.metadata,
    certificates: [idp.keyPair.certificate],
  };
  return inside.inTransaction((db) => samlProviders.put(db, uin, provider, null, world.clock.now()));
};

/** A response of that identity provider for the local site, that names these roles. */
export function responseFor(
  world: World,
  idp: TestIdentityProvider,
  roles: string[],
  changes: Partial<ResponseParts> = {},
): string {
  const parts = {
    ...idp.parts({ ...site, now: world.clock.now(), nameId: 'alice@example.com' }),
    ...changes,
  };
  const values = roles.map((role) => `<saml:AttributeValue>${role}</saml:AttributeValue>`).join('');
  const statement =
    `<saml:AttributeStatement><saml:Attribute Name="https://cloud.tencent.com/SAML/Attributes/Role">${values}</saml:Attribute>` +
    `<saml:Attribute Name="https://cloud.tencent.com/SAML/Attributes/RoleSessionName"><saml:AttributeValue>alice</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>`;
  const unsigned = idp
    .write({ ...parts, sign: 'nothing' })
    .replace('</saml:Assertion>', `${statement}</saml:Assertion>`);
  return encode(idp.sign(unsigned, parts.assertionId));
}

export const providerArn = (uin: number, name: string) => `qcs::cam::uin/${uin}:saml-provider/${name}`;
export const roleArnOf = (uin: number, name: string) => `qcs::cam::uin/${uin}:roleName/${name}`;

/** One statement of a trust policy about AssumeRoleWithSAML. */
export const federated = (arn: string, condition?: object) => ({
  effect: 'allow',
  action: 'name/sts:AssumeRoleWithSAML',
  principal: { federated: [arn] },
  ...(condition && { condition }),
});
