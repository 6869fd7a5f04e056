/** A stopped clock and countable ids, for rules that need nothing else. */
export function means(now = new Date('2026-07-29T16:09:09Z')) {
  let count = 0;
  const random = {
    id: (prefix: string) => `${prefix}-${++count}`,
    secret: () => 'secret',
    reference: () => 'REF-1',
    integer: () => 1,
  };
  return { now, random };
}
