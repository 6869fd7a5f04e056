const secretName = /(?:password|passwd|secret|token|private_?key|credential)s?$/i;
const deepest = 12;

/**
 * A value as JSON text for the trail: without anything whose name says that it is a secret, whatever an action
 * forgot to declare, and without what the database cannot store. What is longer than the limit is left out.
 */
export function auditable(value: unknown, limit: number): string {
  const written = JSON.stringify(withoutSecrets(value, deepest)) ?? '{}';
  const text = written.replace(unstorable, (whole, what: string) => (what.length > 1 ? '\uFFFD' : whole));
  return text.length > limit ? JSON.stringify({ omittedCharacters: text.length }) : text;
}

/** NUL and halves of surrogate pairs, which JSON writes as escapes; the other escapes are passed over. */
const unstorable = /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g;

function withoutSecrets(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      secretName.test(name) ? '[secret]' : withoutSecrets(held, depth - 1),
    ]),
  );
}
