import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** How far the clock of whoever signs may differ; older requests and later ones are nobody's. */
export const validSeconds = 300;

const common = {
  secretId: z.string().max(1024),
  /** Of temporary keys only. */
  token: z.string().max(4096).optional(),
  /** Seconds since 1970. */
  timestamp: z.int().min(0).max(99_999_999_999),
  signature: z.string().max(256),
};

/** `TC3-HMAC-SHA256`: hex, by a key that is good for one day and one service. */
const tc3 = z.object({
  ...common,
  method: z.literal('TC3-HMAC-SHA256'),
  scope: z.object({ date: z.string().max(16), service: z.string().max(256) }),
  /** Clients differ in what they call our host, so what was signed is one of these. */
  canonicalRequests: z.array(z.string()).max(16),
});

/** `HmacSHA1` and `HmacSHA256`: base64, over all parameters. */
const v1 = z.object({
  ...common,
  method: z.enum(['HmacSHA1', 'HmacSHA256']),
  stringsToSign: z.array(z.string()).max(16),
});

export const signedRequest = z.discriminatedUnion('method', [tc3, v1]);
export type SignedRequest = z.output<typeof signedRequest>;

/** Whether one of the messages bears this signature. The time it takes does not tell how much of it was right. */
export function isSignedBy(secretKey: string, request: SignedRequest): boolean {
  const encoding = request.method === 'TC3-HMAC-SHA256' ? 'hex' : 'base64';
  const given = Buffer.from(request.signature, encoding);
  if (given.toString(encoding) !== request.signature) return false;
  return signaturesOf(secretKey, request).some(
    (expected) => expected.length === given.length && timingSafeEqual(expected, given),
  );
}

function signaturesOf(secretKey: string, request: SignedRequest): Buffer[] {
  if (request.method === 'TC3-HMAC-SHA256') {
    const key = signingKey(secretKey, request.scope);
    return request.canonicalRequests.map((canonical) =>
      hmac('sha256', key, stringToSign(request, canonical)),
    );
  }
  const algorithm = request.method === 'HmacSHA1' ? 'sha1' : 'sha256';
  return request.stringsToSign.map((text) => hmac(algorithm, secretKey, text));
}

function stringToSign({ timestamp, scope }: z.output<typeof tc3>, canonicalRequest: string): string {
  const digest = createHash('sha256').update(canonicalRequest).digest('hex');
  return `TC3-HMAC-SHA256\n${timestamp}\n${scope.date}/${scope.service}/tc3_request\n${digest}`;
}

function signingKey(secretKey: string, { date, service }: { date: string; service: string }): Buffer {
  const ofDate = hmac('sha256', `TC3${secretKey}`, date);
  return hmac('sha256', hmac('sha256', ofDate, service), 'tc3_request');
}

const hmac = (algorithm: string, key: string | Buffer, text: string): Buffer =>
  createHmac(algorithm, key).update(text, 'utf8').digest();

export const signatureExpired = (timestamp: number, now: Date) =>
  new DomainError(
    'unauthenticated',
    'SignatureExpire',
    `The request was signed at ${timestamp}; it is ${seconds(now)} now. At most ${validSeconds} seconds may lie between.`,
    { details: { timestamp, now: seconds(now), limit: validSeconds } },
  );

export const secretIdUnknown = () =>
  new DomainError('unauthenticated', 'SecretIdNotFound', 'There is no active access key of this SecretId.');

export const tokenInvalid = () =>
  new DomainError(
    'unauthenticated',
    'TokenFailure',
    'The token is not that of this SecretId, or the temporary keys have ended.',
  );

export const signatureWrong = () =>
  new DomainError(
    'unauthenticated',
    'SignatureFailure',
    'The signature is not that of this request. Check the secret key, and that nothing was changed after signing.',
  );

export const signatureUsed = () =>
  new DomainError(
    'unauthenticated',
    'SignatureUsed',
    'This signed request has been received before. Sign it anew, with another Nonce.',
  );

export const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);
