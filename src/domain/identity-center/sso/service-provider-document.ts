import type { ActionContext } from '../../../action/define-action.ts';
import { serviceProviderMetadata } from '../../../platform/saml/service-provider-metadata.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import type { Space } from '../space/space.ts';
import { spaceUrls } from '../space/space-urls.ts';

/** The metadata of a space as service provider, with the key in use and the one that comes next. */
export async function serviceProviderDocument(
  { db, settings }: Pick<ActionContext, 'db' | 'settings'>,
  space: Space,
): Promise<string> {
  const keys = await signingKeys.list(db, space.spaceId, 'service-provider');
  const certificateOf = (state: 'next' | 'current') =>
    keys.filter((key) => key.state === state).map(({ certificate }) => certificate);
  const urls = spaceUrls(settings, space);
  const [certificate = ''] = certificateOf('current');
  return serviceProviderMetadata({
    entityId: urls.serviceProviderEntityId,
    acsUrl: urls.acsUrl,
    logoutUrl: urls.logoutUrl,
    signingCertificates: [certificate, ...certificateOf('next')],
    encryptionCertificate: certificate,
  });
}
