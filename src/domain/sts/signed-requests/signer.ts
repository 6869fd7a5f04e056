import type { Principal } from '../../../action/actor.ts';
import type { ActionContext } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { accessKeys, findKeySigner } from '../../cam/index.ts';
import * as temporaryKeys from '../sessions/temporary-key-queries.ts';
import { secretIdUnknown, tokenInvalid } from './signed-request.ts';

/** Who signs with a key, if the signature is right. */
export interface Signer {
  secretKey: string;
  principal: Principal;
  /** Notes that the key was used; only what is permanent is worth it. */
  recordUse(): Promise<void>;
}

type Context = Pick<ActionContext, 'db' | 'now' | 'vault' | 'memory'>;

/** A key that comes with a token is a temporary one, and nothing else. */
export const getSigner = (context: Context, secretId: string, token: string | undefined): Promise<Signer> =>
  token === undefined ? byAccessKey(context, secretId) : byTemporaryKey(context, secretId, token);

/**
 * An access key is looked up once a minute. The secret of a key never changes, and whether the key is still there and
 * switched on is asked of the principal with every action, so nobody gets in by what is remembered here.
 */
async function byAccessKey(context: Context, secretId: string): Promise<Signer> {
  const remembered = rememberedIn(context.memory);
  const known = remembered.get(secretId);
  if (known && context.now.getTime() < known.until) return known.signer;

  const found = await findKeySigner(context, secretId);
  if (!found) throw secretIdUnknown();
  const { uin, identity, secretAccessKey, wasUsedLately } = found;
  const principal = { kind: 'principal', uin, identity } as const;
  const signer = { secretKey: secretAccessKey, principal, async recordUse() {} };
  return {
    ...signer,
    // Only a key that signed something is remembered, so that strangers fill nothing.
    async recordUse() {
      if (!wasUsedLately) await accessKeys.recordUse(context.db, uin, secretId, context.now);
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(secretId, { until: context.now.getTime() + 60_000, signer });
    },
  };
}

const mostRemembered = 1000;

type Remembered = Map<string, { until: number; signer: Signer }>;

function rememberedIn(memory: ActionContext['memory']): Remembered {
  const remembered = (memory.get('sts:signers') ?? new Map()) as Remembered;
  memory.set('sts:signers', remembered);
  return remembered;
}

async function byTemporaryKey({ db, now, vault }: Context, secretId: string, token: string): Promise<Signer> {
  const found = await temporaryKeys.find(db, secretId, hashSecret(token), now);
  if (!found) throw tokenInvalid();
  return {
    secretKey: vault.open(found.secretKeySealed),
    principal: found.principal,
    async recordUse() {},
  };
}
