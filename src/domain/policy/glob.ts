/** Whether a text is what a pattern describes. */
export type Glob = (text: string) => boolean;

/**
 * `*` stands for any characters, also none; there is no other wildcard. Each piece between wildcards is looked for
 * once, from the left, in time that grows with the text and never with the two multiplied: patterns come from strangers.
 */
export function compileGlob(pattern: string): Glob {
  const [prefix = '', ...pieces] = pattern.split('*');
  const suffix = pieces.pop();
  if (suffix === undefined) return (text) => text === pattern;

  const middle = pieces
    .filter((piece) => piece !== '')
    .map((piece) => ({ piece, borders: bordersOf(piece) }));
  if (middle.length === 0) {
    const shortest = prefix.length + suffix.length;
    return (text) => text.length >= shortest && text.startsWith(prefix) && text.endsWith(suffix);
  }
  return (text) => {
    const end = text.length - suffix.length;
    if (end < prefix.length || !text.startsWith(prefix) || !text.endsWith(suffix)) return false;
    let at = prefix.length;
    for (const { piece, borders } of middle) {
      at = endOfFirst(text, piece, borders, at, end);
      if (at < 0) return false;
    }
    return true;
  };
}

/** For each beginning of the piece, how long the longest proper beginning is that also ends it (Knuth, Morris, Pratt). */
function bordersOf(piece: string): number[] {
  const borders = [0];
  let length = 0;
  for (let at = 1; at < piece.length; at += 1) {
    while (length > 0 && piece[at] !== piece[length]) length = borders[length - 1] ?? 0;
    if (piece[at] === piece[length]) length += 1;
    borders.push(length);
  }
  return borders;
}

/** Where the first occurrence within the bounds ends, or -1. */
function endOfFirst(text: string, piece: string, borders: number[], from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to; at += 1) {
    while (length > 0 && text[at] !== piece[length]) length = borders[length - 1] ?? 0;
    if (text[at] === piece[length]) length += 1;
    if (length === piece.length) return at + 1;
  }
  return -1;
}
