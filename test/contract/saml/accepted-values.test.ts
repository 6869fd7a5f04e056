import { describe, expect, it } from 'vitest';
import { verifyResponse } from '../../../src/platform/saml/verify-response.ts';
import { encode } from '../../support/identity-provider.ts';
import { aliceLogsIn } from './login.ts';
import { signElement, usualRecipe } from './signer.ts';

/** What is read out of a response that was changed before it was signed. */
async function read(change: (xml: string) => string) {
  const { idp, good, expected } = await aliceLogsIn();
  const unsigned = change(idp.write({ ...good, sign: 'nothing' }));
  const xml = signElement(unsigned, good.assertionId, usualRecipe(idp.keyPair));
  return verifyResponse(encode(xml), expected);
}
const readNameId = async (written: string) =>
  (await read((xml) => xml.replace('alice', () => written))).nameId;
const readAttributes = async (statements: string) =>
  (await read((xml) => xml.replace('</saml:Assertion>', () => `${statements}</saml:Assertion>`))).attributes;

describe('the name of a verified assertion', () => {
  it.each([
    ['references', 'O&apos;Brien &amp; S&#xF8;n &lt;x&gt;', "O'Brien & Søn <x>"],
    ['a CDATA section', '<![CDATA[a<b>&amp;]]>', 'a<b>&amp;'],
    ['a CDATA section in the middle', 'adm<![CDATA[i]]>n.evil', 'admin.evil'],
    ['several CDATA sections', '<![CDATA[a]]><![CDATA[]]><![CDATA[b]]>', 'ab'],
    ['white space around it', ' alice\n', ' alice\n'],
    ['line ends of Windows', 'a\r\nb\rc&#13;d', 'a\nb\nc\rd'],
    ['letters beyond 16 bits', '𝔞😀\u0301', '𝔞😀\u0301'],
    ['what looks like a reference', '&amp;lt;admin', '&lt;admin'],
    ['characters that others take for line ends', 'a\u0085b\u2028c', 'a\u0085b\u2028c'],
    ['names that JavaScript objects have', '__proto__', '__proto__'],
  ])('is exactly what was signed, with %s', async (_what, written, nameId) => {
    expect(await readNameId(written)).toBe(nameId);
  });
});

describe('the attributes of a verified assertion', () => {
  it('are lists of exactly the texts that were signed, in their order', async () => {
    const attributes = await readAttributes(
      '<saml:AttributeStatement>' +
        '<saml:Attribute Name="Ünï &#x9;&quot;"><saml:AttributeValue>ä&#10;</saml:AttributeValue><saml:AttributeValue/></saml:Attribute>' +
        '<saml:Attribute Name="nested"><saml:AttributeValue>a <b xmlns="urn:b">b<c/> </b><![CDATA[<c>]]></saml:AttributeValue></saml:Attribute>' +
        '<saml:Attribute Name="none"/>' +
        '</saml:AttributeStatement>' +
        '<saml:AttributeStatement><saml:Attribute Name="nested"><saml:AttributeValue>2</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
    );

    expect({ ...attributes }).toEqual({ 'Ünï \t"': ['ä\n', ''], nested: ['a b <c>', '2'], none: [] });
  });

  it('leave the objects of JavaScript alone, whatever their names', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const attributes = await readAttributes(
      `<saml:AttributeStatement>${names
        .map(
          (name) =>
            `<saml:Attribute Name="${name}"><saml:AttributeValue>x</saml:AttributeValue></saml:Attribute>`,
        )
        .join('')}</saml:AttributeStatement>`,
    );

    expect(Object.entries(attributes)).toEqual(names.map((name) => [name, ['x']]));
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('are those of SAML, and not what is called the same elsewhere', async () => {
    const attributes = await readAttributes(
      '<saml:AttributeStatement><x:Attribute xmlns:x="urn:x" Name="role"><saml:AttributeValue>admin</saml:AttributeValue></x:Attribute>' +
        '<saml:Attribute xmlns:x="urn:x" x:Name="role" Name="team"><x:AttributeValue>admin</x:AttributeValue><saml:AttributeValue>it</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>' +
        '<x:AttributeStatement xmlns:x="urn:x"><saml:Attribute Name="role"><saml:AttributeValue>admin</saml:AttributeValue></saml:Attribute></x:AttributeStatement>',
    );

    expect({ ...attributes }).toEqual({ team: ['it'] });
  });
});

it('the whole of a verified assertion is what was signed', async () => {
  const { idp, good, expected } = await aliceLogsIn();
  const nameId =
    '<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" SPNameQualifier="q">';
  const xml = idp
    .write({ ...good, sign: 'nothing', sessionNotOnOrAfter: '2026-07-29T18:00:00Z' })
    .replace('<saml:NameID>', nameId);
  const signed = signElement(xml, good.assertionId, usualRecipe(idp.keyPair));

  expect(verifyResponse(encode(signed), expected)).toEqual({
    assertionId: good.assertionId,
    issuer: idp.entityId,
    nameId: 'alice',
    nameIdAttributes: {
      Format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      SPNameQualifier: 'q',
    },
    inResponseTo: '_request',
    usableUntil: new Date('2026-07-29T16:15:09Z'),
    sessionIndex: '_session',
    sessionNotOnOrAfter: new Date('2026-07-29T18:00:00Z'),
    attributes: {},
  });
});
