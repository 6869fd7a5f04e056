import type { ContentChange } from '../../../domain/identity-center/permission-configurations/configuration-content.ts';

/** A document that became another one, line by line: what went, what came, what stayed. */
export const changesOnPage = (changes: readonly ContentChange[]) =>
  changes.map((change) => ({
    ...change,
    lines: change.field === 'customPolicy' ? linesBetween(change.from ?? '', change.to ?? '') : null,
  }));

type Line = { kind: 'same' | 'gone' | 'come'; text: string };

/** Beyond this many lines, whole texts are shown instead of the difference. */
const comparableLines = 600;

function linesBetween(before: string, after: string): Line[] {
  const [old, now] = [readable(before), readable(after)];
  if (old.length > comparableLines || now.length > comparableLines) {
    return [...toLines('gone', old), ...toLines('come', now)];
  }
  return difference(old, now);
}

/** Written on one line or on many, a document compares as what it says. */
function readable(text: string): string[] {
  if (text === '') return [];
  try {
    return JSON.stringify(JSON.parse(text), null, 2).split('\n');
  } catch {
    return text.split('\n');
  }
}

const toLines = (kind: Line['kind'], texts: readonly string[]): Line[] =>
  texts.map((text) => ({ kind, text }));

/** By the longest common subsequence. */
function difference(old: readonly string[], now: readonly string[]): Line[] {
  const longest = old.map(() => new Array<number>(now.length + 1).fill(0));
  longest.push(new Array<number>(now.length + 1).fill(0));
  const at = (row: number, column: number) => longest[row]?.[column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      const isSame = old[row] === now[column];
      const length = isSame
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
      (longest[row] as number[])[column] = length;
    }
  }
  return walk(old, now, at);
}

function walk(old: readonly string[], now: readonly string[], at: (row: number, column: number) => number) {
  const lines: Line[] = [];
  let [row, column] = [0, 0];
  while (row < old.length && column < now.length) {
    if (old[row] === now[column]) {
      lines.push({ kind: 'same', text: old[row] as string });
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      lines.push({ kind: 'gone', text: old[row] as string });
      row += 1;
    } else {
      lines.push({ kind: 'come', text: now[column] as string });
      column += 1;
    }
  }
  return [...lines, ...toLines('gone', old.slice(row)), ...toLines('come', now.slice(column))];
}
