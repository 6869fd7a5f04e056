import { createPrivateKey } from 'node:crypto';
import type { ActionContext } from '../../../action/define-action.ts';
import { issueResponse, type ResponseContent } from '../../../platform/saml/issue-response.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { spaceUrls } from '../space/space-urls.ts';

/** How long an assertion may travel to the account. It is posted at once. */
const validSeconds = 300;

type Content = Pick<ResponseContent, 'acsUrl' | 'audience' | 'nameId' | 'attributes'>;

/** The base64 of a response that lets one person into one account, signed by the space's key. */
export async function issueSignIn(
  { db, now, random, vault, settings }: ActionContext,
  spaceId: string,
  content: Content,
): Promise<string> {
  const space = await spaces.findById(db, spaceId);
  if (!space) throw spaceNotFound(spaceId);
  const key = await signingKeys.get(db, spaceId, 'identity-provider');
  const signer = {
    privateKey: createPrivateKey(vault.open(key.privateKeySealed)),
    certificate: key.certificate,
  };
  return issueResponse(
    {
      ...content,
      issuer: spaceUrls(settings, space.name).identityProviderEntityId,
      responseId: `_${random.secret()}`,
      assertionId: `_${random.secret()}`,
      issuedAt: now,
      validSeconds,
    },
    signer,
  );
}
