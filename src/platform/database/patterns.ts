/** A LIKE pattern for "contains this text": what people type is text, not a pattern. */
export const containing = (text: string): string =>
  `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

/** The same for "begins with this text". */
export const beginningWith = (text: string): string => containing(text).slice(1);
