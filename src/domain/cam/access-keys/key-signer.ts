import type { Principal } from '../../../action/actor.ts';
import type { ActionContext } from '../../../action/define-action.ts';
import * as accessKeys from './access-key-queries.ts';

export interface KeySigner {
  uin: number;
  identity: Extract<Principal['identity'], { type: 'root' | 'cam-user' }>;
  /** What the signature is to be checked with. */
  secretAccessKey: string;
  /** Within this minute, so that it need not be written down again. */
  wasUsedLately: boolean;
}

/** Who signs with a key: undefined for one that does not exist or is switched off. */
export async function findKeySigner(
  { db, vault, now }: Pick<ActionContext, 'db' | 'vault' | 'now'>,
  accessKeyId: string,
): Promise<KeySigner | undefined> {
  const found = await accessKeys.findSigner(db, accessKeyId);
  if (found?.status !== 'Active') return undefined;
  const { uin, userUin, userName, secretSealed, usedAt } = found;
  const identity =
    userName === undefined
      ? ({ type: 'root', accessKeyId } as const)
      : ({ type: 'cam-user', userName, userUin, accessKeyId } as const);
  // A key whose user is gone must never become the root user's.
  if (identity.type === 'root' && userUin !== uin) return undefined;
  const wasUsedLately = usedAt !== null && !accessKeys.isStale(usedAt, now);
  return { uin, identity, secretAccessKey: vault.open(secretSealed), wasUsedLately };
}
