import { createPrivateKey } from 'node:crypto';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { beforeEach, describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { issueResponse, type ResponseContent } from '../../../src/platform/saml/issue-response.ts';
import type { Signer } from '../../../src/platform/saml/signature/write-signature.ts';
import { verifyResponse } from '../../../src/platform/saml/verify-response.ts';
import { attributeOf, elementsOf, type XmlElement } from '../../../src/platform/xml/element.ts';
import { parseXml } from '../../../src/platform/xml/parse-xml.ts';
import { testIdentityProvider } from '../../support/identity-provider.ts';
import { validateSaml } from '../../support/saml-schema.ts';

const issuedAt = new Date('2026-07-29T16:09:09Z');
const acsUrl = 'https://cloud.tencent.com/login/saml';
const content: ResponseContent = {
  responseId: '_response',
  assertionId: '_assertion',
  issuer: 'https://login.example.com/saml/northwind/idp-metadata',
  acsUrl,
  audience: 'cloud.tencent.com',
  nameId: 'alice',
  attributes: [
    {
      name: 'https://cloud.tencent.com/SAML/Attributes/Role',
      values: ['qcs::cam::uin/1:roleName/R,qcs::cam::uin/1:saml-provider/P'],
    },
    { name: 'https://cloud.tencent.com/SAML/Attributes/RoleSessionName', values: ['alice'] },
  ],
  issuedAt,
  validSeconds: 300,
};

describe('issueResponse', () => {
  let signer: Signer;
  beforeEach(async () => {
    const { keyPair } = await testIdentityProvider();
    signer = { privateKey: createPrivateKey(keyPair.privateKey), certificate: keyPair.certificate };
  });

  const xmlOf = (encoded: string) => Buffer.from(encoded, 'base64').toString('utf8');

  /** xml-crypto canonicalizes what it reads, so it would notice anything we did not write canonically. */
  function verifiesWithXmlCrypto(xml: string): boolean {
    const verifier = new SignedXml({ publicCert: signer.certificate });
    const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(xml) ?? [];
    verifier.loadSignature(signature);
    return verifier.checkSignature(xml);
  }

  it('signs so that another implementation verifies it', () => {
    expect(verifiesWithXmlCrypto(xmlOf(issueResponse(content, signer)))).toBe(true);
  });

  it.each(['<admin>', 'a&b', '"quoted"', 'Ω 张伟', 'line\nbreak', 'tab\there', ']]>', '<!-- x -->'])(
    'carries %j unchanged to whoever reads it',
    async (nameId) => {
      const encoded = issueResponse(
        { ...content, nameId, attributes: [{ name: nameId, values: [nameId] }] },
        signer,
      );

      expect(verifiesWithXmlCrypto(xmlOf(encoded))).toBe(true);
      const verified = await verifyResponse(encoded, {
        entityId: content.issuer,
        certificates: [signer.certificate],
        audience: content.audience,
        acsUrl,
        inResponseTo: 'forbidden',
        now: issuedAt,
        clockSkewSeconds: 0,
        maximumBytes: 262_144,
      });
      expect(verified.nameId).toBe(nameId);
    },
  );

  it('signs a carriage return as canonical XML writes it', () => {
    expect(verifiesWithXmlCrypto(xmlOf(issueResponse({ ...content, nameId: 'a\rb' }, signer)))).toBe(true);
  });

  it.runIf(process.env.SAML_SCHEMA)('is valid against the SAML protocol schema', () => {
    const xml = xmlOf(issueResponse({ ...content, nameId: '张伟 <&>' }, signer));

    expect(validateSaml(xml, 'protocol')).toContain('validates');
  });

  it('is understood by node-saml as a service provider', async () => {
    const saml = new SAML({
      idpCert: signer.certificate,
      issuer: content.audience,
      audience: content.audience,
      callbackUrl: acsUrl,
      wantAuthnResponseSigned: false,
      acceptedClockSkewMs: -1,
      validateInResponseTo: ValidateInResponseTo.never,
    });
    const { profile } = await saml.validatePostResponseAsync({
      SAMLResponse: issueResponse(content, signer),
    });

    expect(profile).toMatchObject({
      nameID: 'alice',
      issuer: content.issuer,
      'https://cloud.tencent.com/SAML/Attributes/RoleSessionName': 'alice',
    });
  });

  it('has the shape the cloud expects, element by element', () => {
    const response = parseXml(xmlOf(issueResponse(content, signer))).root;
    const shape = (element: XmlElement): unknown => {
      const children = elementsOf(element);
      return children.length > 0 ? { [element.name]: children.map(shape) } : element.name;
    };

    expect(attributeOf(response, 'Destination')).toBe(acsUrl);
    expect(attributeOf(response, 'InResponseTo')).toBeUndefined();
    expect(shape(response)).toEqual({
      'samlp:Response': [
        'saml:Issuer',
        { 'samlp:Status': ['samlp:StatusCode'] },
        {
          'saml:Assertion': [
            'saml:Issuer',
            expect.objectContaining({ 'ds:Signature': expect.any(Array) }),
            {
              'saml:Subject': [
                'saml:NameID',
                { 'saml:SubjectConfirmation': ['saml:SubjectConfirmationData'] },
              ],
            },
            { 'saml:Conditions': [{ 'saml:AudienceRestriction': ['saml:Audience'] }] },
            {
              'saml:AttributeStatement': [
                { 'saml:Attribute': ['saml:AttributeValue'] },
                { 'saml:Attribute': ['saml:AttributeValue'] },
              ],
            },
            { 'saml:AuthnStatement': [{ 'saml:AuthnContext': ['saml:AuthnContextClassRef'] }] },
          ],
        },
      ],
    });
  });

  it('says nothing of a request, and when it may be used', () => {
    const xml = xmlOf(issueResponse(content, signer));

    expect(xml).toContain(
      `<saml:SubjectConfirmationData NotOnOrAfter="2026-07-29T16:14:09Z" Recipient="${acsUrl}">`,
    );
    expect(xml).toContain(
      '<saml:Conditions NotBefore="2026-07-29T16:07:09Z" NotOnOrAfter="2026-07-29T16:14:09Z">',
    );
    expect(xml).not.toContain('InResponseTo');
  });
});
