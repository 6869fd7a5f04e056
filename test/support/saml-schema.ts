import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What xmllint says of a document. The schemas import others by their address on the web; a catalog leads to Debian's copies. */
export function validateSaml(document: string, schema: 'metadata' | 'protocol'): string {
  const folder = mkdtempSync(join(tmpdir(), 'saml-'));
  const at = (name: string) => join(folder, name);
  const schemas = {
    'http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd': 'xmldsig-core-schema.xsd',
    'http://www.w3.org/TR/2002/REC-xmlenc-core-20021210/xenc-schema.xsd': 'xenc-schema.xsd',
    'http://www.w3.org/2001/xml.xsd': 'xml.xsd',
    'http://www.w3.org/TR/xmlenc-core1/xenc-schema-11.xsd': 'xenc11-schema.xsd',
  };
  const entries = Object.entries(schemas).flatMap(([address, file]) =>
    ['system systemId', 'uri name'].map(
      (kind) => `<${kind}="${address}" uri="/usr/share/xml/xmltooling/${file}"/>`,
    ),
  );
  writeFileSync(
    at('catalog.xml'),
    `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">${entries.join('')}</catalog>`,
  );
  writeFileSync(at('document.xml'), document);
  const { stdout, stderr } = spawnSync(
    'xmllint',
    [
      '--nonet',
      '--noout',
      '--schema',
      `/usr/share/xml/opensaml/saml-schema-${schema}-2.0.xsd`,
      at('document.xml'),
    ],
    { encoding: 'utf8', env: { ...process.env, XML_CATALOG_FILES: at('catalog.xml') } },
  );
  return stdout + stderr;
}
