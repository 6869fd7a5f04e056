/** Why something could not be delivered; the code is for translation. */
export class DeliveryProblem extends Error {
  override readonly name = 'DeliveryProblem';
  readonly code: string;
  readonly details: Record<string, string | number>;

  constructor(code: string, message: string, details: Record<string, string | number>) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** A text under a name: the last part of an address or path, which may have folders. */
export interface Delivery {
  name: string;
  body: string;
  time: Date;
}
