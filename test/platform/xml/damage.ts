/** What XML is made of, and what it must not hold. */
export const pieces = [
  ...['<', '>', '/', '</', '/>', '="', '"', "'", '=', ' ', '\n', '\r', '&', ';', '&#', '&#x', '&lt;', '#38;'],
  ...['<!--', '-->', '--', '<![CDATA[', ']]>', '<?', '?>', '<!DOCTYPE', '<!', '<?xml version="1.0"?>'],
  ...[
    'a',
    ':',
    'xml:',
    'xmlns',
    'xmlns:',
    'xmlns=""',
    'ID="a"',
    ' xml:id="a"',
    '<a>',
    '</a>',
    '<a/>',
    '<b:c ',
  ],
  ...[
    '&constructor;',
    '&__proto__;',
    '__proto__',
    '\u0000',
    '\u000b',
    '\ud800',
    '\udc00',
    '\ufeff',
    '\uffff',
    '😀',
  ],
];

/** Four documents that are a little wrong: a piece too many, another piece, an end too early, a character lost. */
export function damage(xml: string, place: number, piece: string): string[] {
  const at = place % xml.length;
  return [
    xml.slice(0, at) + piece + xml.slice(at),
    xml.slice(0, at) + piece + xml.slice(at + 1),
    xml.slice(0, at),
    xml.slice(0, at) + xml.slice(at + 1),
  ];
}
