import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import type { Element } from '@xmldom/xmldom';
import { decodeMessage } from './decode-message.ts';
import type { Expectations } from './expectations.ts';
import {
  allowedAlgorithms,
  assertionNamespace,
  protocolNamespace,
  signatureNamespace,
  statusSuccess,
} from './names.ts';
import { readAssertion, type VerifiedAssertion } from './read-assertion.ts';
import { attributeOf, childOf, childrenOf, readXml, textOf } from './read-xml.ts';
import { SamlRefusal } from './refusal.ts';

/**
 * Turns a `SAMLResponse` form field into a verified assertion, or throws a SamlRefusal that names the
 * broken rule (saml-profiles §4.1.4.3). Whether request and assertion were used before is for the caller
 * to decide, in the database. Identity is read from the bytes that were verified and nowhere else.
 */
export async function verifyResponse(encoded: string, expected: Expectations): Promise<VerifiedAssertion> {
  const xml = decodeMessage(encoded, expected.maximumBytes);
  const response = readXml(xml).documentElement as Element;
  requireSuccessfulResponse(response, expected);
  requireAllowedAlgorithms(response);

  const signed = await verifiedAssertionXml(encoded, expected);
  const assertion = readAssertion(readXml(signed).documentElement as Element, expected);
  requireSameRequest(response, assertion, expected);
  return assertion;
}

/** saml-core §3.2.2; saml-bindings §3.5.5.2 for Destination. */
function requireSuccessfulResponse(response: Element, expected: Expectations): void {
  if (response.namespaceURI !== protocolNamespace || response.localName !== 'Response') {
    throw new SamlRefusal('not-a-response', response.nodeName, 'samlp:Response');
  }
  const status = attributeOf(
    childOf(childOf(response, protocolNamespace, 'Status'), protocolNamespace, 'StatusCode'),
    'Value',
  );
  if (status !== statusSuccess)
    throw new SamlRefusal('status-not-success', status ?? 'no status', statusSuccess);

  const destination = attributeOf(response, 'Destination');
  if (destination !== expected.acsUrl) {
    throw new SamlRefusal('destination-mismatch', destination ?? 'no Destination', expected.acsUrl);
  }
  const issuer = childOf(response, assertionNamespace, 'Issuer');
  if (issuer && textOf(issuer) !== expected.entityId) {
    throw new SamlRefusal('issuer-mismatch', `response by ${textOf(issuer)}`, expected.entityId);
  }
  const assertions = ['Assertion', 'EncryptedAssertion'].flatMap((name) =>
    childrenOf(response, assertionNamespace, name),
  );
  if (assertions.length !== 1)
    throw new SamlRefusal('assertion-count', `${assertions.length} assertions`, 'exactly one');
}

function requireAllowedAlgorithms(response: Element): void {
  for (const name of ['SignatureMethod', 'DigestMethod']) {
    for (const method of Array.from(response.getElementsByTagNameNS(signatureNamespace, name))) {
      // RSA-OAEP names its digest in the same element; the encryption layer judges that one.
      if (method.parentNode?.localName === 'EncryptionMethod') continue;
      const algorithm = attributeOf(method, 'Algorithm') ?? 'none';
      if (!allowedAlgorithms.has(algorithm)) {
        throw new SamlRefusal('algorithm-not-allowed', algorithm, 'RSA with SHA-256, SHA-384 or SHA-512');
      }
    }
  }
}

/** The assertion's XML out of what the identity provider's key has signed: the assertion or the response. */
async function verifiedAssertionXml(encoded: string, expected: Expectations): Promise<string> {
  const saml = new SAML({
    idpCert: [...expected.certificates],
    issuer: expected.audience,
    callbackUrl: expected.acsUrl,
    // The rules below are ours: node-saml reads the system clock and checks only a part of the profile.
    audience: false,
    acceptedClockSkewMs: -1,
    validateInResponseTo: ValidateInResponseTo.never,
    wantAssertionsSigned: false,
    wantAuthnResponseSigned: false,
    ...(expected.decryptionKey && { decryptionPvk: expected.decryptionKey }),
  });
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: encoded });
    const xml = profile?.getAssertionXml?.();
    if (xml) return xml;
  } catch (error) {
    throw toRefusal(error as Error);
  }
  throw new SamlRefusal(
    'signature-invalid',
    'nothing that is signed',
    'a signed assertion or a signed response',
  );
}

function toRefusal({ message }: Error): SamlRefusal {
  if (/decrypt|EncryptedAssertion|rsa routines|cipher|unable to authenticate/i.test(message)) {
    return new SamlRefusal('decryption-failed', message, 'an assertion encrypted for our certificate');
  }
  if (/subject confirmation|NotBefore|NotOnOrAfter/i.test(message)) {
    return new SamlRefusal('confirmation-missing', message, 'a bearer confirmation that holds');
  }
  return new SamlRefusal(
    'signature-invalid',
    message,
    'a signature by a certificate of the identity provider',
  );
}

/** The response is not always signed, but what it says of the request must not contradict the assertion. */
function requireSameRequest(response: Element, assertion: VerifiedAssertion, expected: Expectations): void {
  const claimed = attributeOf(response, 'InResponseTo');
  if (expected.inResponseTo === 'forbidden' ? claimed === undefined : claimed === assertion.inResponseTo)
    return;
  throw new SamlRefusal(
    claimed === undefined ? 'in-response-to-missing' : 'in-response-to-unexpected',
    `response: ${claimed ?? 'none'}`,
    assertion.inResponseTo ?? 'none',
  );
}
