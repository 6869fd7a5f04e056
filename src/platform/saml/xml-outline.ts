import { SamlRefusal } from './refusal.ts';

const maximumDepth = 40;
const maximumTags = 5_000;

export const notXml = (found: string) => new SamlRefusal('not-xml', found, 'a well-formed XML document');

/**
 * Refuses text whose markup could be anything but plain, shallow elements. One pass over the text, linear in
 * its length whatever it holds; what is well-formed beyond that is for the parser to say.
 */
export function checkOutline(xml: string): void {
  let at = afterDeclaration(xml);
  let depth = 0;
  let tags = 0;
  for (at = xml.indexOf('<', at); at !== -1; at = xml.indexOf('<', at)) {
    const skipped = afterCommentOrText(xml, at);
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    const end = tagEnd(xml, at + 1);
    tags += 1;
    if (xml[at + 1] === '/') depth -= 1;
    else if (xml[end - 1] !== '/') depth += 1;
    if (depth > maximumDepth || tags > maximumTags) {
      throw forbidden(`depth ${depth}, ${tags} tags`, `depth ${maximumDepth}, ${maximumTags} tags`);
    }
    at = end;
  }
}

const forbidden = (found: string, expected: string) =>
  new SamlRefusal('forbidden-construct', found, expected);

/** The XML declaration is the one thing between `<?` and `?>` that may be there, and only at the start. */
function afterDeclaration(xml: string): number {
  const declaration = /^\uFEFF?<\?xml\s[^<>?]*\?>/.exec(xml);
  return declaration ? declaration[0].length : 0;
}

/** Where a comment or a CDATA section that begins here ends; undefined when an element's tag begins here. */
function afterCommentOrText(xml: string, at: number): number | undefined {
  for (const [opening, closing] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
  ] as const) {
    if (!xml.startsWith(opening, at)) continue;
    const end = xml.indexOf(closing, at + opening.length);
    if (end === -1) throw notXml(`${opening} without an end`);
    return end + closing.length;
  }
  const next = xml[at + 1];
  if (next === '!' || next === '?') {
    throw forbidden(xml.slice(at, at + 12), 'no document type and no processing instruction');
  }
  return undefined;
}

/** The rest of a tag; a `>` inside an attribute's value does not end it, and a `<` there is not well-formed. */
const restOfTag = /(?:[^<>"']|"[^<"]*"|'[^<']*')*>/y;

/** Where the `>` is that ends the tag. */
function tagEnd(xml: string, from: number): number {
  restOfTag.lastIndex = from;
  if (!restOfTag.test(xml)) throw notXml(`a tag without an end: ${xml.slice(from - 1, from + 40)}`);
  return restOfTag.lastIndex - 1;
}
