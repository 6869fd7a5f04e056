/** A LIKE pattern for "contains this text": what people type is text, not a pattern. */
export const containing = (text: string): string =>
  `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
