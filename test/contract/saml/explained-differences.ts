import type { RefusalReason } from '../../../src/platform/saml/refusal.ts';

/** Why we refuse what node-saml accepts. A difference for any other reason is one that nobody has thought of. */
export const explainedDifferences: Partial<Record<RefusalReason, string>> = {
  'not-xml': 'xmldom repairs what is not well-formed, and takes relative names for namespaces.',
  'forbidden-construct': 'Others read a text only to the comment in it; node-saml lets signed comments pass.',
  'duplicate-id': 'node-saml counts only the ID that is referred to.',
  'not-a-response': 'node-saml goes by names and not by namespaces.',
  'version-unsupported': 'node-saml looks at no version, and needs no ID of what is not signed.',
  'unexpected-element': 'node-saml passes over what it does not know.',
  'assertion-count': 'node-saml counts assertions only where they belong.',
  'status-not-success': 'node-saml looks at the status only when there is no assertion.',
  'destination-mismatch': 'node-saml does not look to whom a response was sent.',
  'issuer-mismatch': 'node-saml knows the issuer only of messages about logout.',
  'signature-layout':
    'node-saml goes by names in a signature, passes over what it does not know, and skips what is not base64.',
  'algorithm-not-allowed': 'node-saml is content with one of two signatures, and takes SHA-1.',
  'digest-mismatch': 'node-saml is content with one of two signatures.',
  'signature-invalid': 'node-saml is content with one of two signatures.',
  'decryption-failed': 'node-saml finds the key wherever it is.',
  'in-response-to-missing': 'We keep requests ourselves, so node-saml is not asked about them.',
  'in-response-to-unexpected': 'We keep requests ourselves, so node-saml is not asked about them.',
};
