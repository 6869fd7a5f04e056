import type { Transaction } from '../../../platform/database/database.ts';
import type { IdentityProvider, IdentityProviderCertificate } from './identity-provider.ts';

export async function find(db: Transaction, spaceId: string): Promise<IdentityProvider | undefined> {
  const row = await db
    .selectFrom('space_identity_providers')
    .selectAll()
    .where('space_id', '=', spaceId)
    .executeTakeFirst();
  return (
    row && {
      entityId: row.entity_id,
      loginUrl: row.login_url,
      metadataDocument: row.metadata_document,
      isEnabled: row.is_enabled,
    }
  );
}

export async function put(
  db: Transaction,
  spaceId: string,
  provider: IdentityProvider,
  now: Date,
): Promise<void> {
  const changes = {
    entity_id: provider.entityId,
    login_url: provider.loginUrl,
    metadata_document: provider.metadataDocument,
    is_enabled: provider.isEnabled,
    updated_at: now,
  };
  await db
    .insertInto('space_identity_providers')
    .values({ space_id: spaceId, created_at: now, ...changes })
    .onConflict((conflict) => conflict.column('space_id').doUpdateSet(changes))
    .execute();
}

export async function listCertificates(
  db: Transaction,
  spaceId: string,
): Promise<IdentityProviderCertificate[]> {
  const rows = await db
    .selectFrom('space_identity_provider_certificates')
    .selectAll()
    .where('space_id', '=', spaceId)
    .orderBy('not_after')
    .orderBy('certificate_id')
    .execute();
  return rows.map((row) => ({
    certificateId: row.certificate_id,
    certificate: row.certificate,
    subject: row.subject,
    fingerprint: row.fingerprint,
    notBefore: row.not_before,
    notAfter: row.not_after,
  }));
}

/** Makes these the only certificates the space trusts. */
export async function replaceCertificates(
  db: Transaction,
  spaceId: string,
  certificates: readonly IdentityProviderCertificate[],
): Promise<void> {
  await db.deleteFrom('space_identity_provider_certificates').where('space_id', '=', spaceId).execute();
  await db
    .insertInto('space_identity_provider_certificates')
    .values(
      certificates.map((certificate) => ({
        certificate_id: certificate.certificateId,
        space_id: spaceId,
        certificate: certificate.certificate,
        subject: certificate.subject,
        fingerprint: certificate.fingerprint,
        not_before: certificate.notBefore,
        not_after: certificate.notAfter,
      })),
    )
    .execute();
}
