/** How identity providers write: each takes a response of ours, unsigned, and says the same in its own way. */
export const dialects: Record<string, (xml: string) => string> = {
  'as our own test identity provider writes it': (xml) => xml,
  'pretty-printed': (xml) => xml.replaceAll('><', '>\n\t  <'),
  'pretty-printed with the line ends of Windows': (xml) => xml.replaceAll('><', '>\r\n    <'),
  'in two lines with an XML declaration': (xml) =>
    `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n${xml}\n`,
  'behind a byte order mark': (xml) => `\ufeff${xml}`,
  'with comments between the elements': (xml) =>
    `<!-- - -->${xml.replace('<saml:Subject>', '<!-- who --><saml:Subject><!--&<"-->')}`,
  'with single quotes and white space in tags': (xml) =>
    xml.replaceAll(/ ([\w:]+)="([^"]*)"/g, "\n$1 = '$2'").replaceAll('/>', '\t/>'),
  'without empty-element tags': (xml) => xml.replaceAll(/<([\w:]+)([^<>]*)\/>/g, '<$1$2></$1>'),
  'by other prefixes': (xml) => xml.replaceAll('samlp', 'p.2-0').replaceAll(/saml(?=[:=])/g, '_saml'),
  'by a prefix that an inner element gives another meaning': (xml) =>
    xml
      .replaceAll('saml:', 'p:')
      .replaceAll('samlp:', 'p:')
      .replace(/ xmlns:samlp="([^"]*)" xmlns:saml="[^"]*"/, ' xmlns:p="$1"')
      .replace('<p:Issuer>', '<p:Issuer xmlns:p="urn:oasis:names:tc:SAML:2.0:assertion">')
      .replace(' xmlns:saml=', ' xmlns:p='),
  'by default namespaces': (xml) =>
    xml
      .replaceAll(/<(\/?)samlp?:/g, '<$1')
      .replace(' xmlns:samlp=', ' xmlns=')
      .replace(/ xmlns:saml="[^"]*"/, '')
      .replace('<Issuer>', '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">')
      .replace(' xmlns:saml=', ' xmlns='),
  'with all namespaces declared at the root': (xml) =>
    xml.replace(/(<saml:Assertion) xmlns:saml="[^"]*"/, '$1'),
  'with namespaces declared everywhere': (xml) =>
    xml
      .replaceAll(/<saml:(\w+)\b(?! xmlns)/g, '<saml:$1 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"')
      .replaceAll(/( xmlns:saml="[^"]*") xmlns:saml="[^"]*"/g, '$1'),
  'with namespaces that nothing uses': (xml) =>
    xml
      .replace(
        '<samlp:Response',
        '<samlp:Response xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:nothing"',
      )
      .replace('<saml:Subject>', '<saml:Subject xmlns:a="urn:a" xmlns:samlp="urn:other">'),
  'with extensions and an advice': (xml) =>
    xml
      .replace(
        '<samlp:Status>',
        '<samlp:Extensions><e:x xmlns:e="urn:e" ID="_e">y</e:x></samlp:Extensions><samlp:Status>',
      )
      .replace(
        '<saml:AuthnStatement',
        '<saml:Advice><saml:AssertionIDRef>_other</saml:AssertionIDRef></saml:Advice><saml:AuthnStatement',
      ),
  'with xml:lang around and inside': (xml) =>
    xml
      .replace('<saml:Assertion', '<saml:Assertion xml:lang="de"')
      .replace('<saml:Subject>', '<saml:Subject xml:space="preserve">'),
  'with typed attributes, the prefix of whose types stands in values only': (xml) =>
    xml
      .replace('<saml:Assertion', '<saml:Assertion xmlns:xs="http://www.w3.org/2001/XMLSchema"')
      .replace(
        '</saml:Assertion>',
        `<saml:AttributeStatement>${attribute('groups', '<saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">staff</saml:AttributeValue>')}</saml:AttributeStatement></saml:Assertion>`,
      ),
  'with attributes in many scripts': (xml) =>
    withAttributes(
      xml,
      ['имя', '姓名', 'Straße', '🎭'],
      'Ünï𝔠ödé «€» \u0301 &amp; &lt;b&gt; "\' &#x9;&#xA;&#xD; \u00a0',
    ),
  'with a hundred attributes': (xml) =>
    withAttributes(
      xml,
      Array.from({ length: 100 }, (_, place) => `urn:oid:2.5.4.${place}`),
      'value',
    ),
  'with elements inside attribute values': (xml) =>
    withAttributes(
      xml,
      ['address'],
      '<a:street xmlns:a="urn:a" a:n="1" n="2">Rue <a:b xmlns:a="urn:b"/>de</a:street> la Paix',
    ),
};

const attribute = (name: string, values: string): string =>
  `<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic">${values}</saml:Attribute>`;

const withAttributes = (xml: string, names: readonly string[], value: string): string => {
  const attributes = names.map((name) =>
    attribute(name, `<saml:AttributeValue>${value}</saml:AttributeValue>`),
  );
  return xml.replace(
    '</saml:Assertion>',
    () => `<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement></saml:Assertion>`,
  );
};
