import { deflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { aliceLogsIn, type Login, verdictOn, verdictOnField } from './login.ts';
import { signedAssertion } from './signer.ts';

let login: Login;
let xml: string;
beforeEach(async () => {
  login = await aliceLogsIn();
  xml = signedAssertion(login);
});
const verdict = (response: string | Uint8Array) => verdictOn(response, login.expected);
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))),
  );
/** Replaces the name by bytes that no text can hold. */
const named = (...name: number[]) => {
  const [before = '', after = ''] = xml.split('alice');
  return bytes(before, name, after);
};

describe('the bytes of a response', () => {
  it('are UTF-8, with or without a mark and a declaration that say so', () => {
    expect(verdict(xml)).toBe('accepted alice');
    expect(verdict(bytes([0xef, 0xbb, 0xbf], xml))).toBe('accepted alice');
    expect(verdict(bytes([0xef, 0xbb, 0xbf], '<?xml version="1.0" encoding="UTF-8"?>', xml))).toBe(
      'accepted alice',
    );
    expect(verdict(`<?xml version='1.0' encoding='utf-8' standalone="yes" ?>\r\n${xml}`)).toBe(
      'accepted alice',
    );
  });

  it.each([
    'UTF-16',
    'UTF-7',
    'ISO-8859-1',
    'windows-1252',
    'UTF-32',
    'EBCDIC-CP-US',
    'x',
    'UTF8',
    'utf-8\u00a0',
  ])('are not declared to be %j', (encoding) => {
    expect(verdict(`<?xml version="1.0" encoding="${encoding}"?>${xml}`)).toBe('refused not-xml');
  });

  it.each([
    ['nothing', '<?xml?>'],
    ['no version', '<?xml encoding="UTF-8"?>'],
    ['XML 1.1', '<?xml version="1.1"?>'],
    ['something else besides', '<?xml version="1.0" encoding="UTF-8" x="y"?>'],
    ['two encodings', '<?xml version="1.0" encoding="UTF-8" encoding="UTF-16"?>'],
    ['the encoding last', '<?xml version="1.0" standalone="yes" encoding="UTF-8"?>'],
    ['itself twice', '<?xml version="1.0"?><?xml version="1.0"?>'],
    ['itself late', ' <?xml version="1.0"?>'],
    ['itself in capitals', '<?XML version="1.0"?>'],
  ])('are not declared to be XML by a declaration that says %s', (_what, declaration) => {
    expect(verdict(declaration + xml)).toMatch(/^refused (not-xml|forbidden-construct)$/);
  });

  it('are not UTF-16 or UTF-32, whatever their mark', () => {
    const wide = Buffer.from(xml, 'utf16le');
    const quadruple = Buffer.concat(
      [...xml].map((character) => Buffer.from([character.codePointAt(0) ?? 0, 0, 0, 0])),
    );

    expect(verdict(wide)).toMatch(/^refused/);
    expect(verdict(bytes([0xff, 0xfe], [...wide]))).toBe('refused not-xml');
    expect(verdict(bytes([0xfe, 0xff], [...Buffer.from(wide).swap16()]))).toBe('refused not-xml');
    expect(verdict(bytes([0xff, 0xfe, 0, 0], [...quadruple]))).toBe('refused not-xml');
    expect(verdict(quadruple)).toBe('refused not-xml');
  });

  it.each([
    ['a letter in two bytes', [0xc1, 0xa1]],
    ['"<" in two bytes', [0xc0, 0xbc]],
    ['"<" in three bytes', [0xe0, 0x80, 0xbc]],
    ['NUL in two bytes', [0xc0, 0x80]],
    ['halves of a character', [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]],
    ['a character beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['a character of five bytes', [0xf8, 0x88, 0x80, 0x80, 0x80]],
    ['a character cut short', [0xc3]],
    ['a continuation alone', [0x80]],
    ['a letter of Latin-1', [0xe9]],
    ['a byte that is never there', [0xff]],
  ])('are refused with %s', (_what, name) => {
    expect(verdict(named(...name))).toBe('refused not-xml');
  });

  it.each([
    ['NUL', [0x61, 0]],
    ['a bell', [7]],
    ['an escape', [0x1b]],
    ['a form feed', [0x0c]],
    ['a non-character', [0xef, 0xbf, 0xbf]],
  ])('are refused with %s, which UTF-8 has and XML has not', (_what, name) => {
    expect(verdict(named(...name))).toBe('refused not-xml');
  });

  it('end where the root ends, but for white space and comments', () => {
    expect(verdict(`\n ${xml} <!-- end -->\r\n`)).toBe('accepted alice');
    for (const rest of ['x', '\u0000', '\ufeff', '&#32;', '<x/>', '</x>', '<![CDATA[]]>', xml]) {
      expect(verdict(xml + rest)).toMatch(/^refused (not-xml|duplicate-id)$/);
    }
  });
});

describe('the form field', () => {
  it('is base64 whose lines may be broken', () => {
    const field = Buffer.from(xml).toString('base64');

    expect(verdictOnField(field, login.expected)).toBe('accepted alice');
    expect(verdictOnField(field.replaceAll(/.{76}/g, '$&\r\n'), login.expected)).toBe('accepted alice');
    expect(verdictOnField(` ${field}\n`, login.expected)).toBe('accepted alice');
  });

  it.each<[string, (field: string) => string]>([
    ['nothing', () => ''],
    ['white space', () => ' \n'],
    [
      'the alphabet for addresses',
      (field) => field.replaceAll('+', '-').replaceAll('/', '_').replace(/^./, '-'),
    ],
    ['one character too few', (field) => field.slice(0, -1)],
    ['one character too many', (field) => `${field}A`],
    ['padding too much', (field) => `${field}=`],
    ['padding in the middle', (field) => `AA==${field}`],
    ['characters that are skipped by some', (field) => `${field.slice(0, 40)}!${field.slice(40)}`],
    ['NUL', (field) => `${field.slice(0, 40)}\u0000${field.slice(40)}`],
    [
      'full-width letters',
      (field) => field.replace(/[A-Z]/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    ],
    ['percent signs', (field) => encodeURIComponent(`${field}==`)],
    ['an address of data', (field) => `data:text/xml;base64,${field}`],
    ['XML itself', () => '<a/>'],
  ])('is refused as %s', (_what, change) => {
    const field = Buffer.from(xml).toString('base64');

    expect(verdictOnField(change(field), login.expected)).toBe('refused not-base64');
  });

  it('is not compressed, for the binding by which it comes does not compress', () => {
    expect(verdict(deflateRawSync(xml))).toMatch(/^refused not-xml$/);
  });

  it('is not larger than we read, to the byte', () => {
    const size = (maximumBytes: number) => verdictOn(xml, { ...login.expected, maximumBytes });

    expect(size(Buffer.byteLength(xml))).toBe('accepted alice');
    expect(size(Buffer.byteLength(xml) - 1)).toBe('refused too-large');
    expect(size(0)).toBe('refused too-large');
  });
});
