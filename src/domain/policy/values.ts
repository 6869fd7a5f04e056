/** A number, or the plain decimal text of one; and none that a number does not hold exactly. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'string') {
    return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(value) ? readNumber(Number(value)) : undefined;
  }
  const isExact = typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return isExact ? value : undefined;
}

export function readTruth(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

/** Milliseconds of a time in UTC as ISO 8601 writes it; undefined for the 30th of February. */
export function readDate(value: unknown): number | undefined {
  const isTime =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/.test(value);
  if (!isTime) return undefined;
  const time = new Date(value);
  const isReal = !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === value.slice(0, 19);
  return isReal ? time.getTime() : undefined;
}
