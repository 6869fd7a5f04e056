import { SamlRefusal } from './refusal.ts';

interface Instant {
  now: Date;
  clockSkewSeconds: number;
}

/** xs:dateTime in UTC (saml-core §1.3.3). */
const utcDateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Returns the end of the allowed time, clock skew included; undefined when there is no such attribute. */
export function requireNotOnOrAfter(
  text: string | undefined,
  { now, clockSkewSeconds }: Instant,
  where: string,
): Date | undefined {
  if (text === undefined) return undefined;
  const end = new Date(toInstant(text, 'expired', where).getTime() + clockSkewSeconds * 1000);
  if (now < end) return end;
  throw new SamlRefusal('expired', `NotOnOrAfter ${text} in ${where}`, `later than ${now.toISOString()}`);
}

export function requireNotBefore(
  text: string | undefined,
  { now, clockSkewSeconds }: Instant,
  where: string,
): void {
  if (text === undefined) return;
  const start = toInstant(text, 'not-yet-valid', where).getTime() - clockSkewSeconds * 1000;
  if (now.getTime() >= start) return;
  throw new SamlRefusal(
    'not-yet-valid',
    `NotBefore ${text} in ${where}`,
    `not later than ${now.toISOString()}`,
  );
}

function toInstant(text: string, reason: 'expired' | 'not-yet-valid', where: string): Date {
  const instant = new Date(text);
  if (utcDateTime.test(text) && !Number.isNaN(instant.getTime())) return instant;
  throw new SamlRefusal(reason, `"${text}" in ${where}`, 'a time such as 2024-07-29T16:09:09Z');
}
