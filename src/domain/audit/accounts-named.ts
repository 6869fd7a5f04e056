const accountField = /^uin$|Uins?$/;
const mostAccounts = 200;
const deepest = 6;

/** The accounts that values speak of, by the names of their fields (`uin`, `targetUin`, `memberUins`, …). */
export function accountsNamed(...values: unknown[]): number[] {
  const found = new Set<number>();
  for (const value of values) collect(value, found, deepest);
  return [...found].slice(0, mostAccounts);
}

function collect(value: unknown, found: Set<number>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth === 0) return;
  for (const [name, held] of Object.entries(value)) {
    if (accountField.test(name)) [held].flat().map(Number).filter(isUin).forEach(found.add, found);
    collect(held, found, depth - 1);
  }
}

const isUin = (number: number): boolean => Number.isSafeInteger(number) && number > 0;
