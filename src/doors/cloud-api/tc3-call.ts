import { createHash } from 'node:crypto';
import { type Call, distinct, headerOf, hostsOf, pathsOf, type RawCall } from './call.ts';
import { nested, readForm } from './form-parameters.ts';
import { numberFrom, type Parameters } from './wire-input.ts';
import { WireRefusal } from './wire-refusal.ts';

/** A call whose action and version are in headers; signed, where it is, by TC3-HMAC-SHA256. */
export function readTc3Call(raw: RawCall, baseUrl: string): Call {
  const authorization = headerOf(raw, 'authorization');
  const credential = readAuthorization(authorization);
  return {
    action: headerOf(raw, 'x-tc-action'),
    version: headerOf(raw, 'x-tc-version'),
    language: headerOf(raw, 'x-tc-language'),
    parameters: readParameters(raw),
    service: credential?.scope.service,
    signature() {
      if (authorization === '' || authorization === 'SKIP') return undefined;
      if (!credential) throw new WireRefusal('AuthFailure.InvalidAuthorization');
      return signedParts(raw, baseUrl, credential);
    },
  };
}

function readParameters({ method, query, body, headers }: RawCall): Parameters {
  if (method === 'GET') return { values: nested(readForm(query)), areText: true };
  const type = (headers['content-type'] ?? 'application/json').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new WireRefusal('UnsupportedProtocol', { type: type ?? '' });
  return { values: body.length === 0 ? {} : parseJson(body.toString('utf8')), areText: false };
}

/** Ids of 19 digits are more than a number of JavaScript holds, so those are kept whole. */
function parseJson(text: string): unknown {
  try {
    if (!/[\d]{16}/.test(text)) return JSON.parse(text);
    return JSON.parse(text, (_name, value, context?: { source?: string }) =>
      typeof value === 'number' && !Number.isSafeInteger(value) ? numberFrom(context?.source ?? '') : value,
    );
  } catch {
    throw new WireRefusal('InvalidParameter', {}, 'notJson');
  }
}

interface Credential {
  secretId: string;
  scope: { date: string; service: string };
  signedHeaders: string[];
  signature: string;
}

const form =
  /^TC3-HMAC-SHA256 +Credential=([^/,\s]+)\/([^/,\s]+)\/([^/,\s]+)\/tc3_request, *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/;

function readAuthorization(authorization: string): Credential | undefined {
  const [whole, secretId = '', date = '', service = '', headers = '', signature = ''] =
    form.exec(authorization) ?? [];
  const signedHeaders = headers.split(';');
  const signsEnough = ['content-type', 'host'].every((name) => signedHeaders.includes(name));
  if (!whole || !signsEnough) return undefined;
  return { secretId, scope: { date, service }, signedHeaders, signature };
}

function signedParts(raw: RawCall, baseUrl: string, { secretId, scope, signature, ...rest }: Credential) {
  const token = headerOf(raw, 'x-tc-token');
  return {
    method: 'TC3-HMAC-SHA256',
    secretId,
    ...(token !== '' && { token }),
    timestamp: timestampIn(headerOf(raw, 'x-tc-timestamp')),
    scope,
    canonicalRequests: canonicalRequests(raw, baseUrl, rest.signedHeaders),
    signature,
  };
}

export function timestampIn(text: string): number {
  if (!/^\d{1,11}$/.test(text)) throw new WireRefusal('InvalidParameter', {}, 'timestamp');
  return Number(text);
}

/** What a client may have signed: they differ in the host and the path, and some write header values in small letters. */
function canonicalRequests(raw: RawCall, baseUrl: string, signedHeaders: readonly string[]): string[] {
  const names = signedHeaders.join(';');
  const payload = payloadHash(raw);
  const query = raw.method === 'GET' ? raw.query : '';
  const headerLines = hostsOf(raw, baseUrl).flatMap((host) => {
    const lines = signedHeaders.map((name) => [name, name === 'host' ? host : headerOf(raw, name).trim()]);
    const text = lines.map(([name, value]) => `${name}:${value}\n`).join('');
    return [text, text.toLowerCase()];
  });
  return distinct(headerLines).flatMap((lines) =>
    pathsOf(raw).map((path) => [raw.method, path, query, lines, names, payload].join('\n')),
  );
}

const unsigned = 'UNSIGNED-PAYLOAD';

const payloadHash = (raw: RawCall): string =>
  headerOf(raw, 'x-tc-content-sha256') === unsigned
    ? unsigned
    : createHash('sha256')
        .update(raw.method === 'GET' ? '' : raw.body)
        .digest('hex');
