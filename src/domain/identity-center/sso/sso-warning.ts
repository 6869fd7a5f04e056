import { z } from 'zod';
import { missingParts, type SsoConfiguration } from './sso-configuration.ts';

export const ssoWarning = z.object({
  code: z.enum([
    'incomplete',
    'switched-off',
    'switched-on',
    'other-identity-provider',
    'certificate-removed',
    'metadata-brings-back',
    'certificate-expires',
    'idp-initiated',
    'cbc',
    'untested',
    'plain-http',
  ]),
  severity: z.enum(['note', 'warning', 'danger']),
  details: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type SsoWarning = z.input<typeof ssoWarning>;

const dayMilliseconds = 24 * 3600 * 1000;

/** From 60 days before the end it is said, from 30 it is a warning, from 7 it is urgent. */
export function expiryOf(notAfter: string | Date, now: Date) {
  const days = Math.floor((new Date(notAfter).getTime() - now.getTime()) / dayMilliseconds);
  if (days > 60) return undefined;
  const severity = days <= 7 ? 'danger' : days <= 30 ? 'warning' : 'note';
  return { days, severity } as const;
}

/** Certificates that end soon or have ended. The key stays trusted; identity providers roll it over around then. */
export const expiryWarnings = ({ certificates }: SsoConfiguration, now: Date): SsoWarning[] =>
  certificates.flatMap(({ subject, notAfter }) => {
    const expiry = expiryOf(notAfter, now);
    return expiry
      ? [
          {
            code: 'certificate-expires' as const,
            severity: expiry.severity,
            details: { subject, days: expiry.days },
          },
        ]
      : [];
  });

/** What somebody should know before a change takes effect. `activeUsers` is how many could log in today. */
export function warningsOf(
  before: SsoConfiguration,
  after: SsoConfiguration,
  { activeUsers, isTested, now }: { activeUsers: number; isTested: boolean; now: Date },
): SsoWarning[] {
  const removed = removedCertificates(before, after);
  const locksOut = before.isEnabled && !after.isEnabled;
  const warnings: (SsoWarning | false)[] = [
    locksOut && { code: 'switched-off', severity: 'danger', details: { count: activeUsers } },
    !before.isEnabled && after.isEnabled && { code: 'switched-on', severity: 'note' },
    missingParts(after).length > 0 && { code: 'incomplete', severity: 'warning' },
    before.entityId !== '' &&
      before.entityId !== after.entityId && {
        code: 'other-identity-provider',
        severity: 'danger',
        details: { from: before.entityId, to: after.entityId },
      },
    removed.length > 0 && {
      code: 'certificate-removed',
      severity: 'warning',
      details: { count: removed.length },
    },
    after.allowsIdpInitiated && !before.allowsIdpInitiated && { code: 'idp-initiated', severity: 'warning' },
    after.allowsCbc && !before.allowsCbc && { code: 'cbc', severity: 'warning' },
    after.loginUrl.startsWith('http:') && { code: 'plain-http', severity: 'warning' },
    after.isEnabled && !isTested && { code: 'untested', severity: 'warning' },
  ];
  return [
    ...warnings.filter((warning) => warning !== false),
    ...comingBack(before, after),
    ...expiryWarnings(after, now),
  ];
}

const removedCertificates = (before: SsoConfiguration, after: SsoConfiguration) =>
  before.certificates.filter(({ fingerprint }) =>
    after.certificates.every((other) => other.fingerprint !== fingerprint),
  );

/** What metadata brought, it brings again with the next reading. */
const comingBack = (before: SsoConfiguration, after: SsoConfiguration): SsoWarning[] =>
  after.metadataUrl !== '' && removedCertificates(before, after).some(({ source }) => source === 'metadata')
    ? [{ code: 'metadata-brings-back', severity: 'warning' }]
    : [];
