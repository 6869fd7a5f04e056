export type XmlProblemCode = 'not-xml' | 'forbidden-construct' | 'duplicate-id';

/** Why a text is not XML that we read: what was found and what was expected. */
export class XmlProblem extends Error {
  override readonly name = 'XmlProblem';
  readonly code: XmlProblemCode;
  readonly found: string;
  readonly expected: string;

  constructor(code: XmlProblemCode, found: string, expected: string) {
    super(`${code}: found ${found}, expected ${expected}`);
    this.code = code;
    this.found = found;
    this.expected = expected;
  }
}

export const notXml = (found: string, expected = 'a well-formed XML document') =>
  new XmlProblem('not-xml', found, expected);

export const forbidden = (found: string, expected: string) =>
  new XmlProblem('forbidden-construct', found, expected);
