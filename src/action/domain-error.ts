/** Why an action refused. Doors translate the kind; they never look at messages. */
export type ErrorKind =
  | 'invalid-input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'limit-exceeded'
  | 'failed-precondition';

/** Values that a translated message may mention, such as the name that is taken. */
export type ErrorDetails = Record<string, string | number>;

/** A refusal that people can understand. `code` is the Cloud API's code where it has one. */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details: ErrorDetails;
  /** Input field → what is wrong with it; filled only when the input did not parse. */
  readonly fields: Record<string, string>;

  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    {
      details = {},
      fields = {},
      cause,
    }: { details?: ErrorDetails; fields?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.details = details;
    this.fields = fields;
  }
}
