import type { ActionContext } from '../../../action/define-action.ts';
import type { LoginPurpose } from '../../../platform/database/tables.ts';
import { authnRequestUrl } from '../../../platform/saml/authn-request.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import type { Space } from '../space/space.ts';
import { spaceUrls } from '../space/space-urls.ts';
import type { SsoConfiguration } from '../sso/sso-configuration.ts';
import * as loginRequests from './login-request-queries.ts';

interface LoginRequest {
  purpose: LoginPurpose;
  /** Where the login is going; stored here, never sent along. */
  returnTo: string;
  /** Known to this browser alone; its response counts only together with it. */
  browserSecret: string;
}

/** Opens a request for one login and writes the address that asks the identity provider for it. */
export async function requestLogin(
  { db, now, random, vault, settings }: ActionContext,
  space: Space,
  { loginUrl }: SsoConfiguration,
  { purpose, returnTo, browserSecret }: LoginRequest,
) {
  const requestId = `_${random.secret()}`;
  const validSeconds = settings.loginRequestSeconds;
  await loginRequests.insert(db, {
    request_id: requestId,
    space_id: space.spaceId,
    browser_hash: hashSecret(browserSecret),
    return_to: returnTo,
    purpose,
    expires_at: new Date(now.getTime() + validSeconds * 1000),
  });
  const { serviceProviderEntityId: entityId, acsUrl } = spaceUrls(settings, space);
  const key = await signingKeys.get(db, space.spaceId, 'service-provider');
  const privateKey = vault.open(key.privateKeySealed);
  const redirectUrl = await authnRequestUrl({ requestId, entityId, acsUrl, loginUrl, privateKey });
  return { redirectUrl, browserSecret, validSeconds };
}
