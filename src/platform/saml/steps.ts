/** The stages that a response goes through, in this order; a trace tells which of them it has passed. */
export const samlSteps = [
  'message',
  'structure',
  'status',
  'destination',
  'issuer',
  'decryption',
  'signature',
  'assertion',
  'confirmation',
  'conditions',
  'authentication',
] as const;
export type SamlStep = (typeof samlSteps)[number];
