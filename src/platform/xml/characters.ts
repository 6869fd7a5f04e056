import { notXml } from './xml-problem.ts';

/** Control characters and non-characters that no XML document holds (xml §2.2). Surrogates are whole: the text is from UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found.
const notCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

export function requireCharacters(text: string): string {
  const found = notCharacters.exec(text);
  if (found) throw notXml(`the character ${toCodePoint(found[0])}`, 'characters that XML allows');
  return text;
}

const toCodePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What may be in a name and its colon. Where in it, and what is above ASCII, the expression below decides. */
const nameCharacters = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789-.:') {
  nameCharacters[character.charCodeAt(0)] = 1;
}

export const mayBeInName = (code: number): boolean => code > 127 || nameCharacters[code] === 1;

const nameStart =
  'A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}';
const ncName = new RegExp(`^[${nameStart}][${nameStart}\\-.0-9\u00B7\u0300-\u036F\u203F-\u2040]*$`, 'u');

const asciiName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** A name without colon (xml-names §3, NCName). */
export const isName = (text: string): boolean => asciiName.test(text) || ncName.test(text);

export const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

export const isBlank = (text: string): boolean => !/[^ \t\r\n]/.test(text);

const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

// Most texts hold none of these, and one look at them has to be enough.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found.
const specialInText = /[&\]\u0000-\u0008\u000b-\u001f\ufffe\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found.
const specialInValue = /[&<\u0000-\u001f\ufffe\uffff]/;

/** Text between tags: line ends become one character, references what they stand for (xml §2.11, §4.1). */
export function readText(raw: string): string {
  if (!specialInText.test(raw)) return raw;
  requireCharacters(raw);
  if (raw.includes(']]>')) throw notXml('"]]>" in a text');
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  return text.includes('&') ? text.replace(/&([^;&]*;?)/g, toCharacter) : text;
}

/** An attribute's value: besides, every white space becomes a blank (xml §3.3.3). */
export function readValue(raw: string): string {
  if (!specialInValue.test(raw)) return raw;
  requireCharacters(raw);
  if (raw.includes('<')) throw notXml('"<" in an attribute');
  const text = raw.replace(/\r\n?|[\t\n]/g, ' ');
  return text.includes('&') ? text.replace(/&([^;&]*;?)/g, toCharacter) : text;
}

/** Only the five entities that every document has, and characters by their number. */
function toCharacter(reference: string, body: string): string {
  const name = body.slice(0, -1);
  const character = body.endsWith(';') ? (entities.get(name) ?? byNumber(name)) : undefined;
  if (character === undefined)
    throw notXml(`the reference ${reference.slice(0, 20)}`, 'a character or one of five entities');
  return character;
}

function byNumber(name: string): string | undefined {
  const digits = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
  if (!digits) return undefined;
  const code = digits[1] ? Number.parseInt(digits[1], 16) : Number(digits[2]);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  const character = String.fromCodePoint(code);
  return notCharacters.test(character) ? undefined : character;
}
