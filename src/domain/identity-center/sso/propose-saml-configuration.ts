import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { withMetadata } from './configuration-from-metadata.ts';
import { fetchMetadata } from './fetch-metadata.ts';
import { requireSecureAddress } from './secure-address.ts';
import {
  changesBetween,
  emptyConfiguration,
  type SsoConfiguration,
  withCertificateNames,
} from './sso-configuration.ts';
import * as sso from './sso-queries.ts';
import { nothingChanges } from './sso-refusals.ts';
import { toTrustedCertificate, withCertificate, withoutCertificate } from './trusted-certificate.ts';

const address = z.string().trim().max(2048);

/** What may be changed; a field that is not given stays as it is. */
const proposal = z.object({
  /** The metadata document, or where to read it. */
  metadata: z.string().max(500_000).optional(),
  metadataUrl: address.optional(),
  entityId: z.string().trim().min(1).max(1024).optional(),
  loginUrl: address.optional(),
  logoutUrl: address.optional(),
  logoutBinding: z.enum(['redirect', 'post']).optional(),
  addCertificate: z.string().max(20_000).optional(),
  removeCertificateId: z.string().optional(),
  allowsIdpInitiated: z.boolean().optional(),
  allowsCbc: z.boolean().optional(),
  isEnabled: z.boolean().optional(),
});
type Proposal = z.output<typeof proposal>;

export const proposeSamlConfiguration = defineAction({
  id: 'organization:ProposeSAMLConfiguration',
  summary: 'Prepare other single sign-on settings, to be looked at and tested before they are used.',
  effect: 'write',
  allowed: ['principal'],
  secret: ['proposal'],
  input: z.object({ zoneId: z.string(), proposal }),
  output: z.object({}),

  async prepare({ zoneId, proposal }, settings) {
    if (!proposal.metadataUrl) return { zoneId, proposal };
    return {
      zoneId,
      proposal: { ...proposal, metadata: await fetchMetadata(proposal.metadataUrl, settings) },
    };
  },

  /** Builds on what was prepared before, if anything; back at today's settings, there is nothing prepared. */
  async run(context, { zoneId, proposal }) {
    const { db, actor, now, changed } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const settings = await sso.lock(db, spaceId);
    const current = settings?.configuration ?? emptyConfiguration;
    const before = settings?.candidate?.configuration ?? current;
    const candidate = merge(before, proposal, context);

    if (changesBetween(current, candidate).length > 0) {
      await sso.putCandidate(db, spaceId, { candidate, current, actor, now });
    } else if (settings?.candidate) {
      await sso.removeCandidate(db, spaceId);
    } else {
      throw nothingChanges();
    }
    changed(withCertificateNames(before), withCertificateNames(candidate));
    return {};
  },
});

function merge(present: SsoConfiguration, proposal: Proposal, context: ActionContext): SsoConfiguration {
  const { metadata, addCertificate, removeCertificateId, ...plain } = proposal;
  for (const field of ['metadataUrl', 'loginUrl', 'logoutUrl'] as const) {
    if (plain[field]) requireSecureAddress(field, plain[field]);
  }
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  let merged = { ...present, ...given };
  // Answers go where requests go, unless metadata says otherwise.
  if (merged.logoutUrl !== present.logoutUrl) merged.logoutResponseUrl = '';
  if (metadata) merged = withMetadata(merged, metadata, context);
  if (addCertificate)
    merged = withCertificate(merged, toTrustedCertificate(addCertificate, 'manual', context));
  if (removeCertificateId) merged = withoutCertificate(merged, removeCertificateId);
  return merged;
}
