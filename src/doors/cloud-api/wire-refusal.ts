/** A call that no action has seen, because it could not be read or is too much. */
export class WireRefusal extends Error {
  /** The official one. */
  readonly code: string;
  readonly details: Record<string, string | number>;
  /** The key of its words, below `cloudApi` in the locales. */
  readonly words: string;

  constructor(code: string, details: Record<string, string | number> = {}, words = code.replace('.', '')) {
    super(code);
    this.name = 'WireRefusal';
    this.code = code;
    this.details = details;
    this.words = words;
  }
}
