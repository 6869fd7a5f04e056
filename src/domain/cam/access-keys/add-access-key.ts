import type { ActionContext } from '../../../action/define-action.ts';
import * as accountLock from '../account-lock-queries.ts';
import { quotas } from '../quotas.ts';
import { newAccessKey, tooManyAccessKeys } from './access-key.ts';
import * as accessKeys from './access-key-queries.ts';

/** A key with its secret in the clear, which nobody can read again afterwards. */
export async function addAccessKey(
  { db, now, random, vault }: Pick<ActionContext, 'db' | 'now' | 'random' | 'vault'>,
  uin: number,
  userUin: number,
  description: string,
): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  await accountLock.lock(db, uin);
  const present = await accessKeys.list(db, uin, userUin);
  if (present.length >= quotas.accessKeys) throw tooManyAccessKeys();

  const { accessKeyId, secretAccessKey } = newAccessKey(random);
  const key = { accessKeyId, userUin, status: 'Active', description } as const;
  await accessKeys.insert(db, uin, { ...key, secretSealed: vault.seal(secretAccessKey) }, now);
  return { accessKeyId, secretAccessKey };
}
