/** Every way in which a SAML message can fail to prove who somebody is, in the order in which it is found. */
const refusalReasons = [
  'too-large',
  'not-base64',
  'not-xml',
  'forbidden-construct',
  'duplicate-id',
  'not-a-response',
  'version-unsupported',
  'unexpected-element',
  'assertion-count',
  'status-not-success',
  'destination-mismatch',
  'issuer-mismatch',
  'signature-missing',
  'signature-layout',
  'algorithm-not-allowed',
  'digest-mismatch',
  'signature-invalid',
  'decryption-failed',
  'name-id-missing',
  'confirmation-missing',
  'recipient-mismatch',
  'time-invalid',
  'expired',
  'not-yet-valid',
  'session-expired',
  'in-response-to-missing',
  'in-response-to-unexpected',
  'audience-mismatch',
  'condition-unknown',
  'authn-statement-missing',
  'second-opinion-differs',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** A rule that a message broke: what was found in it and what was expected. For administrators only. */
export class SamlRefusal extends Error {
  readonly reason: RefusalReason;
  readonly found: string;
  readonly expected: string;

  constructor(reason: RefusalReason, found: string, expected: string) {
    super(`${reason}: found ${found}, expected ${expected}`);
    this.name = 'SamlRefusal';
    this.reason = reason;
    this.found = shorten(found);
    this.expected = shorten(expected);
  }
}

const shorten = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);
