import { beforeEach, describe, expect, it } from 'vitest';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { signedAssertion } from './signer.ts';
import { assertionIn, signatureIn } from './surgery.ts';

/** What two readers of XML could see differently: whoever verifies must be the one who reads. */
let login: Login;
let xml: string;
beforeEach(async () => {
  login = await aliceLogsIn();
  login.good.nameId = 'admin@example.com.evil.example';
  xml = signedAssertion(login, { keyInfo: '<ds:KeyName>idp</ds:KeyName>' });
});
const verdict = (changed: string) => verdictOn(changed, login.expected);
const change = (from: string | RegExp, to: string) => {
  expect(xml).toMatch(from);
  return verdict(xml.replace(from, () => to));
};
const accepted = 'accepted admin@example.com.evil.example';

describe('a comment', () => {
  it.each([
    ['the name', 'example.com.evil'],
    ['the issuer of the response', 'idp.example'],
    ['the audience', '/northwind/metadata</saml:Audience>'],
    ['the digest', /(?<=<ds:DigestValue>.{9})(?=.)/],
    ['the signature value', /(?<=<ds:SignatureValue>.{9})(?=.)/],
    ['the name of the key', /(?<=<ds:KeyName>id)/],
    ['the class of the login', 'classes:Password'],
  ])('in %s is refused, though the canonical form has none (CVE-2017-11427 and its kin)', (_what, where) => {
    const split = (found: string) => `${found.slice(0, 1)}<!---->${found.slice(1)}`;

    expect(verdict(xml.replace(where, split))).toBe('refused forbidden-construct');
  });

  it('at the beginning or the end of a name is refused too', () => {
    expect(change('<saml:NameID>', '<saml:NameID><!---->')).toBe('refused forbidden-construct');
    expect(change('</saml:NameID>', '<!-- x --></saml:NameID>')).toBe('refused forbidden-construct');
    expect(change('<saml:NameID>', '<saml:NameID><![CDATA[]]><!---->')).toBe('refused forbidden-construct');
  });

  it('between elements changes nothing, even with elements in it', () => {
    const forged = assertionIn(xml)
      .replace('>admin@example.com.evil.example<', '>admin<')
      .replaceAll('--', '');

    expect(change('<saml:Subject>', '<!-- --><saml:Subject><!-- -->')).toBe(accepted);
    expect(change('<saml:Assertion', `<!--${forged}--><saml:Assertion`)).toBe(accepted);
  });
});

describe('a CDATA section', () => {
  it('is the text it holds, and nothing in it is markup', () => {
    expect(change('admin@example.com', '<![CDATA[admin@example.com]]>')).toBe(accepted);
    expect(change('.evil.example<', '<![CDATA[.evil.example]]><')).toBe(accepted);
    expect(change('.evil.example<', '<![CDATA[</saml:NameID>]]><')).toBe('refused digest-mismatch');
    expect(
      change(/(?<=<ds:DigestValue>)[^<]*/, `<![CDATA[${/<ds:DigestValue>([^<]*)/.exec(xml)?.[1]}]]>`),
    ).toBe(accepted);
  });

  it('hides no element from us', () => {
    expect(change(signatureIn(xml), `<![CDATA[${signatureIn(xml)}]]>`)).toBe('refused signature-missing');
    expect(change(assertionIn(xml), `<![CDATA[${assertionIn(xml)}]]>`)).toBe('refused assertion-count');
  });
});

describe('a document type', () => {
  it.each([
    ['of nothing', '<!DOCTYPE x>'],
    ['with entities', '<!DOCTYPE x [<!ENTITY admin "admin">]>'],
    ['that gives "<" another meaning', '<!DOCTYPE x [<!ENTITY lt "&#38;#60;">]>'],
    ['that reads a file', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
    ['that asks another host', '<!DOCTYPE x SYSTEM "https://evil.example.com/x.dtd">'],
    [
      'with entities inside entities',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    ],
    ['with parameters', '<!DOCTYPE x [<!ENTITY % p "<!ENTITY a \'b\'>"> %p;]>'],
    ['that adds attributes', '<!DOCTYPE x [<!ATTLIST saml:NameID Format CDATA "x">]>'],
    ['that makes an ID of an attribute', '<!DOCTYPE x [<!ATTLIST saml:Audience x ID #IMPLIED>]>'],
    ['with a quote that is not closed', '<!DOCTYPE x "--><a b=\'">'],
    ['that hides in a comment half (CVE-2025-25291)', '<!DOCTYPE x [<!-- "> --><!ENTITY b ">">]>'],
    ['in other letters', '<!doctype x>'],
  ])('%s is refused, before the root and behind it and inside', (_what, type) => {
    expect(verdict(type + xml)).toBe('refused forbidden-construct');
    expect(verdict(`<?xml version="1.0"?>\n<!-- -->${type}\n${xml}`)).toBe('refused forbidden-construct');
    expect(verdict(xml + type)).toBe('refused forbidden-construct');
    expect(change('<samlp:Status>', `${type}<samlp:Status>`)).toBe('refused forbidden-construct');
  });

  it('is what entities need, so there are five and no more', () => {
    for (const name of [
      'admin',
      'nbsp',
      'LT',
      'lt ',
      ' lt',
      '',
      'constructor',
      '__proto__',
      'toString',
      'valueOf',
    ]) {
      expect(
        change('</samlp:Status>', `<samlp:StatusMessage>&${name};</samlp:StatusMessage></samlp:Status>`),
        name,
      ).toBe('refused not-xml');
    }
    expect(
      change(
        '</samlp:Status>',
        '<samlp:StatusMessage>&lt;&gt;&amp;&quot;&apos;</samlp:StatusMessage></samlp:Status>',
      ),
    ).toBe(accepted);
  });
});

describe('a processing instruction', () => {
  it('is refused wherever it stands', () => {
    const instruction = '<?x y?>';
    expect(verdict(instruction + xml)).toBe('refused forbidden-construct');
    expect(verdict(xml + instruction)).toBe('refused forbidden-construct');
    expect(change('example.com.evil', `example.com${instruction}.evil`)).toBe('refused forbidden-construct');
    expect(change('<samlp:Status>', `${instruction}<samlp:Status>`)).toBe('refused forbidden-construct');
  });
});

describe('a character reference', () => {
  it('is the character, in any way of writing it', () => {
    expect(change('admin@', '&#97;d&#x6d;&#x000069;n@')).toBe(accepted);
    expect(change('ID="_assertion', 'ID="&#95;assertion')).toBe(accepted);
    expect(change('URI="#_', 'URI="&#35;&#x5F;')).toBe(accepted);
    expect(change('status:Success', 'status:&#x53;uccess')).toBe(accepted);
  });

  it('makes white space that stays, where written white space becomes blanks', () => {
    expect(change('<saml:NameID>', '<saml:NameID>&#10;')).toBe('refused digest-mismatch');
    expect(change(' Recipient="', ' Recipient="&#10;')).toBe('refused digest-mismatch');
    expect(change(' Version="2.0" Iss', '\n\tVersion="2.0"\r\nIss')).toBe(accepted);
    expect(change('Destination="', 'Destination="&#32;')).toBe('refused destination-mismatch');
    expect(change('Destination="', 'Destination="\n')).toBe('refused destination-mismatch');
  });
});

it('a second document in the same text is refused, whichever is signed (CVE-2022-39299)', () => {
  const forged = login.idp.write({
    ...login.good,
    id: '_evil',
    assertionId: '_forged',
    nameId: 'admin',
    sign: 'nothing',
  });

  expect(verdict(xml)).toBe(accepted);
  expect(verdict(forged + xml)).toBe('refused not-xml');
  expect(verdict(xml + forged)).toBe('refused not-xml');
  expect(verdict(`${xml}<!-- -->\n${forged}`)).toBe('refused not-xml');
});
