import { z } from 'zod';
import type { Principal } from '../../../action/actor.ts';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import {
  isSignedBy,
  type SignedRequest,
  seconds,
  signatureExpired,
  signatureUsed,
  signatureWrong,
  signedRequest,
  validSeconds,
} from './signed-request.ts';
import { getSigner } from './signer.ts';
import * as usedSignatures from './used-signature-queries.ts';

export const authenticateRequest = defineAction({
  id: 'sts:AuthenticateRequest',
  summary: 'Tell whose key signed a request of the Cloud API, when the signature is right and new.',
  effect: 'read',
  // One look-up; what is written besides stands alone, and stays although a later step refuses.
  atomicBy: 'steps',
  allowed: ['visitor'],
  secret: ['token', 'signature', 'canonicalRequests', 'stringsToSign'],
  input: signedRequest,
  output: z.object({ principal: z.custom<Principal>() }),

  async run(context, request) {
    requireRecent(context, request);
    const signer = await getSigner(context, request.secretId, request.token);
    if (!isSignedBy(signer.secretKey, request)) throw signatureWrong();
    await requireFirstUse(context, request);
    await signer.recordUse();
    return { principal: signer.principal };
  },
});

/** TC3 keys are made for one day, which is the day of the timestamp in UTC. */
function requireRecent({ now }: Pick<ActionContext, 'now'>, request: SignedRequest): void {
  const { timestamp } = request;
  if (Math.abs(seconds(now) - timestamp) > validSeconds) throw signatureExpired(timestamp, now);
  if (request.method !== 'TC3-HMAC-SHA256') return;
  const day = new Date(timestamp * 1000).toISOString().slice(0, 10);
  if (request.scope.date !== day) throw signatureWrong();
}

/**
 * The older signatures carry a nonce so that nobody can send a request a second time. The signature stands for it:
 * it covers the nonce, the time and all parameters (docs/decisions/0036).
 */
async function requireFirstUse({ db }: Pick<ActionContext, 'db'>, request: SignedRequest): Promise<void> {
  if (request.method === 'TC3-HMAC-SHA256') return;
  const expiresAt = new Date((request.timestamp + validSeconds + 1) * 1000);
  const isFirst = await usedSignatures.insert(db, request.secretId, request.signature, expiresAt);
  if (!isFirst) throw signatureUsed();
}
