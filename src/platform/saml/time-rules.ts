import { SamlRefusal } from './refusal.ts';

export interface Instant {
  now: Date;
  clockSkewSeconds: number;
}

/** xs:dateTime in UTC (saml-core §1.3.3). */
const utcDateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Beyond the year 9999 times are written otherwise, and some mean by it that there is no end. */
export const endOfTime = Date.UTC(9999, 11, 31);

/** Returns the end of the allowed time, clock skew included; undefined when there is no such attribute. */
export function requireNotOnOrAfter(
  text: string | undefined,
  { now, clockSkewSeconds }: Instant,
  where: string,
  reason: 'expired' | 'session-expired' = 'expired',
): Date | undefined {
  if (text === undefined) return undefined;
  const end = new Date(Math.min(endOfTime, readInstant(text, where).getTime() + clockSkewSeconds * 1000));
  if (now < end) return end;
  throw new SamlRefusal(reason, `NotOnOrAfter ${text} in ${where}`, `later than ${now.toISOString()}`);
}

export function requireNotBefore(
  text: string | undefined,
  { now, clockSkewSeconds }: Instant,
  where: string,
): void {
  if (text === undefined) return;
  const start = readInstant(text, where).getTime() - clockSkewSeconds * 1000;
  if (now.getTime() >= start) return;
  throw new SamlRefusal(
    'not-yet-valid',
    `NotBefore ${text} in ${where}`,
    `not later than ${now.toISOString()}`,
  );
}

/** Refuses days that no calendar has, which JavaScript would count on into the next month. */
export function readInstant(text: string, where: string): Date {
  const instant = new Date(text);
  if (utcDateTime.test(text) && instant.getUTCDate() === Number(text.slice(8, 10))) return instant;
  throw new SamlRefusal('time-invalid', `"${text}" in ${where}`, 'a time such as 2024-07-29T16:09:09Z');
}

/** How long a session lasts: ours, unless the identity provider wants it to end sooner (saml-core §2.7.2). */
export function secondsUntil(end: Date | undefined, now: Date, longest: number): number {
  if (!end) return longest;
  return Math.max(1, Math.min(longest, Math.floor((end.getTime() - now.getTime()) / 1000)));
}
