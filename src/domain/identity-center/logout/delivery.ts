import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import type { ActionContext } from '../../../action/define-action.ts';
import { type Delivery, deliver } from '../../../platform/saml/logout/send-logout.ts';
import type { LogoutMessage } from '../../../platform/saml/logout/write-logout.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import type { SsoConfiguration } from '../sso/sso-configuration.ts';

/** What the browser carries to the identity provider. */
export const delivery = z.discriminatedUnion('binding', [
  z.object({ binding: z.literal('redirect'), url: z.string() }),
  z.object({
    binding: z.literal('post'),
    url: z.string(),
    field: z.enum(['SAMLRequest', 'SAMLResponse']),
    message: z.string(),
    relayState: z.string(),
  }),
]);

/** Signs a logout message with the space's key, for the way the identity provider wants it. */
export async function send(
  { db, vault }: Pick<ActionContext, 'db' | 'vault'>,
  spaceId: string,
  message: LogoutMessage,
  { logoutBinding, logoutUrl, logoutResponseUrl }: SsoConfiguration,
  { field, relayState }: { field: 'SAMLRequest' | 'SAMLResponse'; relayState: string },
): Promise<Delivery> {
  const key = await signingKeys.get(db, spaceId, 'service-provider');
  const url = field === 'SAMLResponse' && logoutResponseUrl ? logoutResponseUrl : logoutUrl;
  const signer = {
    privateKey: createPrivateKey(vault.open(key.privateKeySealed)),
    certificate: key.certificate,
  };
  return deliver(message, { binding: logoutBinding, url, field, relayState }, signer);
}
