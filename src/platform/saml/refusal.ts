/** Every way in which a SAML message can fail to prove who somebody is. */
export type RefusalReason =
  | 'too-large'
  | 'not-base64'
  | 'not-xml'
  | 'forbidden-construct'
  | 'not-a-response'
  | 'status-not-success'
  | 'assertion-count'
  | 'signature-invalid'
  | 'algorithm-not-allowed'
  | 'decryption-failed'
  | 'issuer-mismatch'
  | 'destination-mismatch'
  | 'audience-mismatch'
  | 'recipient-mismatch'
  | 'confirmation-missing'
  | 'expired'
  | 'not-yet-valid'
  | 'in-response-to-missing'
  | 'in-response-to-unexpected'
  | 'name-id-missing'
  | 'authn-statement-missing';

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
