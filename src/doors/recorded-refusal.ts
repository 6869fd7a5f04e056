import type { Response } from 'express';

interface Recorded {
  code: string;
  reason: string;
  details: Record<string, string | number> | null;
}

/**
 * Why something on record was refused, in the reader's language, by its code. The sentence that was recorded is
 * in English; it stands where the words need values that old records do not hold.
 */
export function recordedRefusal(
  { code, reason, details }: Recorded,
  { locals: { t, language } }: Response,
): string {
  if (code === '' || (language === 'en' && reason !== '')) return reason;
  const words: string = t([`refusals.${code}`, `loginRefusals.${code}`], {
    ...details,
    skipInterpolation: details === null,
    defaultValue: reason,
  });
  return /{{\w+}}/.test(words) ? reason || words.replaceAll(/{{\w+}}/g, '…') : words;
}
