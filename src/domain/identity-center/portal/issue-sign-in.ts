import { createPrivateKey } from 'node:crypto';
import type { Employee } from '../../../action/actor.ts';
import type { ActionContext } from '../../../action/define-action.ts';
import { issueResponse, type ResponseContent } from '../../../platform/saml/issue-response.ts';
import { accountEntries } from '../../sts/index.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { spaceUrls } from '../space/space-urls.ts';

/** How long an assertion may travel to the account. It is posted at once. */
const validSeconds = 300;

type Content = Pick<ResponseContent, 'acsUrl' | 'audience' | 'nameId' | 'attributes'>;

/** Who enters which account as what. */
type Entered = Pick<
  accountEntries.AccountEntry,
  'userId' | 'uin' | 'permissionConfigurationId' | 'enteredAs'
>;

/**
 * The base64 of a response that lets one person into one account, signed by the space's key. It is written down, so
 * that what it opens at an account of ours ends with what allowed it.
 */
export async function issueSignIn(
  { db, now, actor, origin, random, vault, settings }: ActionContext,
  spaceId: string,
  entered: Entered,
  content: Content,
): Promise<string> {
  const space = await spaces.findById(db, spaceId);
  if (!space) throw spaceNotFound(spaceId);
  const key = await signingKeys.get(db, spaceId, 'identity-provider');
  const signer = {
    privateKey: createPrivateKey(vault.open(key.privateKeySealed)),
    certificate: key.certificate,
  };
  const entryId = `_${random.secret()}`;
  const expiresAt = new Date(now.getTime() + (validSeconds + settings.clockSkewSeconds) * 1000);
  const { address, browser = '' } = origin;
  const { loginId } = actor as Employee;
  await accountEntries.insert(db, spaceId, {
    ...{ ...entered, entryId, createdAt: now, expiresAt },
    ...{ loginId, address, browser },
  });
  return issueResponse(
    {
      ...content,
      issuer: spaceUrls(settings, space).identityProviderEntityId,
      responseId: `_${random.secret()}`,
      assertionId: entryId,
      issuedAt: now,
      validSeconds,
    },
    signer,
  );
}
