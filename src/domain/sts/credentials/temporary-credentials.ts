import { z } from 'zod';
import type { ActionContext } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { type AskedSession, openSession } from '../sessions/open-session.ts';

/** Field by field what the API answers, in lower camel case. */
export const temporaryCredentials = z.object({
  credentials: z.object({ token: z.string(), tmpSecretId: z.string(), tmpSecretKey: z.string() }),
  /** Seconds since 1970, and the same moment as text. */
  expiredTime: z.int(),
  expiration: z.string(),
});

/** Opens a session that is used by keys. They are shown this once. */
export async function issueCredentials(
  context: ActionContext,
  asked: AskedSession,
): Promise<z.infer<typeof temporaryCredentials>> {
  const { random, vault } = context;
  const tmpSecretId = `AKID${random.secret().replace(/[^A-Za-z0-9]/g, '')}`;
  const [tmpSecretKey, token] = [random.secret(), random.secret()];
  const keys = {
    secretId: tmpSecretId,
    secretKeySealed: vault.seal(tmpSecretKey),
    tokenHash: hashSecret(token),
  };
  const { expiresAt } = await openSession(context, asked, keys);
  return {
    credentials: { token, tmpSecretId, tmpSecretKey },
    expiredTime: expiresAt.getTime() / 1000,
    expiration: `${expiresAt.toISOString().slice(0, 19)}Z`,
  };
}
