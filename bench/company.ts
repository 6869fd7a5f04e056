import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { encrypt } from 'xml-encryption';
import { generateSamlKeyPair, type KeyPair } from '../src/platform/saml/key-pair.ts';
import { encode, type ResponseParts, TestIdentityProvider } from '../test/support/identity-provider.ts';

export const entityId = 'https://login.example.com/saml/northwind/metadata';
export const acsUrl = 'https://login.example.com/saml/northwind/acs';

export const modes = ['assertion signed', 'response signed', 'both signed', 'encrypted'] as const;
export type Mode = (typeof modes)[number];

/** A company whose identity provider writes responses as large ones do: ten attributes, 2048-bit RSA, 5 to 6 KB. */
export interface Company {
  idp: TestIdentityProvider;
  /** The key that assertions are encrypted for. */
  encryption: KeyPair;
}

export async function newCompany(): Promise<Company> {
  const [signing, encryption] = await Promise.all(
    ['idp.example.com', 'login.example.com'].map((name) => generateSamlKeyPair(name, '01', new Date())),
  );
  if (!signing || !encryption) throw new Error('Two keys are expected.');
  return { idp: new TestIdentityProvider(signing), encryption };
}

export const userName = (number: number): string => `employee-${String(number).padStart(5, '0')}`;

/** The form field of a response about that employee. A forged one says something else than what was signed. */
export async function respond(
  { idp, encryption }: Company,
  about: { number: number; inResponseTo: string; mode: Mode; isForged?: boolean },
): Promise<string> {
  const { mode, number, inResponseTo } = about;
  const parts = {
    ...idp.parts({ entityId, acsUrl, now: new Date(), nameId: userName(number), inResponseTo }),
    id: randomId(),
    assertionId: randomId(),
    sign: 'nothing' as const,
  };
  let xml = writeUnsigned(idp, parts, number);
  if (mode !== 'response signed') xml = idp.sign(xml, parts.assertionId);
  if (mode === 'response signed' || mode === 'both signed') xml = idp.sign(xml, parts.id);
  if (about.isForged) xml = xml.replace('>Purchasing<', '>Management<');
  if (mode === 'encrypted') xml = await encryptAssertion(xml, encryption);
  return encode(xml);
}

const randomId = (): string => `_${randomBytes(20).toString('hex')}`;

function writeUnsigned(idp: TestIdentityProvider, parts: ResponseParts, number: number): string {
  const end = '</saml:Assertion>';
  return idp.write(parts).replace(end, `${writeAttributes(number)}${end}`);
}

function writeAttributes(number: number): string {
  const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
  const values: [name: string, value: string][] = [
    [`${claims}/name`, userName(number)],
    [`${claims}/givenname`, 'Nanna'],
    [`${claims}/surname`, `O'Hara & Sons ${number}`],
    [`${claims}/emailaddress`, `${userName(number)}@northwind.example`],
    ['http://schemas.microsoft.com/identity/claims/tenantid', '6f1c2f5e-87c7-4c3a-9b1b-2f7a1a0f7b11'],
    ['urn:oid:2.16.840.1.113730.3.1.241', `Ouyang Nana (${number})`],
    ['department', 'Purchasing'],
    ['title', 'Head of purchasing'],
    ['preferredLanguage', 'zh-CN'],
    ['memberOf', 'CN=cloud-readers,OU=groups,DC=northwind,DC=example'],
  ];
  const written = values.map(
    ([name, value]) =>
      `<saml:Attribute Name="${name}"><saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">${value.replaceAll('&', '&amp;')}</saml:AttributeValue></saml:Attribute>`,
  );
  return `<saml:AttributeStatement xmlns:xs="http://www.w3.org/2001/XMLSchema">${written.join('')}</saml:AttributeStatement>`;
}

async function encryptAssertion(xml: string, { certificate }: KeyPair): Promise<string> {
  const [assertion = ''] = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(xml) ?? [];
  const encrypted = await promisify(encrypt)(assertion, {
    rsa_pub: certificate,
    pem: certificate,
    encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  });
  return xml.replace(assertion, () => `<saml:EncryptedAssertion>${encrypted}</saml:EncryptedAssertion>`);
}
