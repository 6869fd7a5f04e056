import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { encode } from '../../support/identity-provider.ts';
import { serviceProvider } from './login.ts';

/** What node-saml says of a response: `accepted` with the name, or `refused` with its reason. */
export function nodeSaml(certificate: string, decryptionKey: string): (xml: string) => Promise<string> {
  const saml = new SAML({
    idpCert: certificate,
    issuer: serviceProvider.entityId,
    callbackUrl: serviceProvider.acsUrl,
    audience: serviceProvider.entityId,
    wantAuthnResponseSigned: false,
    wantAssertionsSigned: false,
    validateInResponseTo: ValidateInResponseTo.never,
    decryptionPvk: decryptionKey,
    // It reads the clock of the machine, which is not ours: no times.
    acceptedClockSkewMs: -1,
  });
  return async (xml) => {
    try {
      const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: encode(xml) });
      return `accepted ${profile?.nameID}`;
    } catch (error) {
      return `refused ${error instanceof Error ? error.message : error}`;
    }
  };
}

/** Whether xmlsec1 finds every signature of each document to be by that certificate; what it says when not. */
export function xmlsec(documents: readonly string[], certificate: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'xmlsec-'));
  try {
    const key = join(folder, 'certificate.pem');
    writeFileSync(key, certificate);
    return documents.map((xml, place) => {
      const file = join(folder, `${place}.xml`);
      writeFileSync(file, xml);
      const signatures = xml.match(/<\/(?:\w+:)?Signature\s*>/g)?.length ?? 0;
      const answers = Array.from({ length: signatures }, (_, signature) => verify(file, key, signature + 1));
      return answers.find((answer) => answer !== 'OK') ?? (signatures > 0 ? 'OK' : 'no signature');
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function verify(file: string, certificate: string, signature: number): string {
  const { status, stderr } = spawnSync(
    'xmlsec1',
    [
      '--verify',
      ...[
        '--pubkey-cert-pem',
        certificate,
        '--enabled-key-data',
        'x509',
        '--enabled-reference-uris',
        'same-doc',
      ],
      ...['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion'],
      ...['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:protocol:Response'],
      ...[
        '--node-xpath',
        `(//*[local-name()='Signature' and namespace-uri()='http://www.w3.org/2000/09/xmldsig#'])[${signature}]`,
      ],
      file,
    ],
    { encoding: 'utf8' },
  );
  return status === 0 ? 'OK' : stderr;
}
