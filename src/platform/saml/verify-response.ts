import type { KeyObject } from 'node:crypto';
import { attributeOf, childOf, childrenOf, type XmlElement } from '../xml/element.ts';
import type { XmlDocument } from '../xml/parse-xml.ts';
import { decodeMessage } from './decode-message.ts';
import { decryptAssertion } from './encryption/decrypt-assertion.ts';
import type { Expectations } from './expectations.ts';
import { requireIssuer } from './issuer.ts';
import { protocolNamespace, signatureNamespace, statusSuccess } from './names.ts';
import { parseMessage } from './parse-message.ts';
import { readAssertion, type VerifiedAssertion } from './read-assertion.ts';
import { countAssertions, type ResponseElements, readResponse } from './read-response.ts';
import { SamlRefusal } from './refusal.ts';
import { publicKeysOf } from './signature/trusted-keys.ts';
import { verifySignature } from './signature/verify-signature.ts';
import type { SamlStep } from './steps.ts';

type Passed = (step: SamlStep) => void;
const nobodyAsks: Passed = () => {};

/**
 * Turns a `SAMLResponse` form field into a verified assertion, or throws a SamlRefusal that names the
 * broken rule (saml-profiles §4.1.4.3). Whether request and assertion were used before is for the caller
 * to decide, in the database. What is verified is the very tree that is read.
 */
export function verifyResponse(encoded: string, expected: Expectations, passed?: Passed): VerifiedAssertion {
  return verifyMessage(readMessage(encoded, expected.maximumBytes), expected, passed);
}

/** A message as a tree, before anything of it is believed. */
export const readMessage = (encoded: string, maximumBytes: number): XmlDocument =>
  parseMessage(decodeMessage(encoded, maximumBytes));

/** The same for a message that was read before. `passed` is told every step that holds. */
export function verifyMessage(
  document: XmlDocument,
  expected: Expectations,
  passed: Passed = nobodyAsks,
): VerifiedAssertion {
  passed('message');
  const parts = readResponse(document.root);
  passed('structure');
  requireSuccess(parts.status);
  passed('status');
  requireDestination(parts.response, expected.acsUrl);
  passed('destination');
  requireResponseIssuer(parts, expected.entityId);
  passed('issuer');
  const assertion = verifiedAssertion(parts, document.hasComments, expected, passed);
  const verified = readAssertion(assertion, expected, passed);
  requireSameRequest(parts.response, verified, expected);
  return verified;
}

/** saml-core §3.2.2.2. */
function requireSuccess(status: XmlElement | undefined): void {
  const code = childOf(status, protocolNamespace, 'StatusCode');
  const value = attributeOf(code, 'Value');
  if (value === statusSuccess) return;
  const detail = attributeOf(childOf(code, protocolNamespace, 'StatusCode'), 'Value');
  throw new SamlRefusal(
    'status-not-success',
    [value ?? 'no status', detail].filter(Boolean).join(', '),
    statusSuccess,
  );
}

/** saml-bindings §3.5.5.2. */
function requireDestination(response: XmlElement, acsUrl: string): void {
  const destination = attributeOf(response, 'Destination');
  if (destination === acsUrl) return;
  throw new SamlRefusal('destination-mismatch', destination ?? 'no Destination', acsUrl);
}

/** A response need not say who wrote it unless it is signed (saml-profiles §4.1.4.2). */
function requireResponseIssuer({ response, issuer }: ResponseElements, entityId: string): void {
  const isSigned = childrenOf(response, signatureNamespace, 'Signature').length > 0;
  if (issuer || isSigned) requireIssuer(issuer ? [issuer] : [], entityId, 'response');
}

/**
 * The assertion out of what a trusted key has signed: the response that it is in, the assertion itself, or
 * both. A signature that is there must hold, even where another one would suffice.
 */
function verifiedAssertion(
  { response, assertion, encryptedAssertion }: ResponseElements,
  hasComments: boolean,
  expected: Expectations,
  passed: Passed,
): XmlElement {
  const keys = publicKeysOf(expected.certificates);
  const isResponseSigned = verifySignature(response, keys, hasComments);
  if (assertion) {
    requireSigned(isResponseSigned, assertion, hasComments, keys);
    passed('signature');
    return assertion;
  }
  if (!encryptedAssertion) throw new SamlRefusal('assertion-count', '0 assertions', 'exactly one');
  const decrypted = decryptAssertion(encryptedAssertion, {
    keys: expected.decryptionKeys?.() ?? [],
    allowsCbc: expected.allowsCbc ?? false,
  });
  if (countAssertions(decrypted.root) > 0) {
    throw new SamlRefusal('assertion-count', 'an assertion inside the assertion', 'exactly one');
  }
  passed('decryption');
  requireSigned(isResponseSigned, decrypted.root, decrypted.hasComments, keys);
  passed('signature');
  return decrypted.root;
}

function requireSigned(
  isResponseSigned: boolean,
  assertion: XmlElement,
  hasComments: boolean,
  keys: readonly KeyObject[],
): void {
  const isAssertionSigned = verifySignature(assertion, keys, hasComments);
  if (isResponseSigned || isAssertionSigned) return;
  throw new SamlRefusal('signature-missing', 'no signature', 'a signed assertion or a signed response');
}

/** The response is not always signed, but what it says of the request must not contradict the assertion. */
function requireSameRequest(
  response: XmlElement,
  assertion: VerifiedAssertion,
  expected: Expectations,
): void {
  const claimed = attributeOf(response, 'InResponseTo');
  if (claimed === assertion.inResponseTo) return;
  const isMissing = claimed === undefined && expected.inResponseTo === 'required';
  throw new SamlRefusal(
    isMissing ? 'in-response-to-missing' : 'in-response-to-unexpected',
    `response: ${claimed ?? 'none'}`,
    assertion.inResponseTo ?? 'none',
  );
}
