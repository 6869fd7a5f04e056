import { type Call, headerOf, hostsOf, pathsOf, type RawCall } from './call.ts';
import { nested, readForm } from './form-parameters.ts';
import { timestampIn } from './tc3-call.ts';
import { WireRefusal } from './wire-refusal.ts';

/** Names that belong to the protocol; whatever else there is belongs to the action. */
const ofProtocol = new Set([
  'Action',
  'Version',
  'Region',
  'Timestamp',
  'Nonce',
  'SecretId',
  'SignatureMethod',
  'Token',
  'Language',
  'RequestClient',
  'Signature',
]);

/** A call whose action and version are parameters; signed, where it is, by HmacSHA1 or HmacSHA256 over all of them. */
export function readV1Call(raw: RawCall, baseUrl: string): Call {
  const values = readForm(raw.method === 'GET' ? raw.query : formBody(raw));
  const of = (name: string) => values.get(name) ?? '';
  const business = [...values].filter(([name]) => !ofProtocol.has(name));
  const isSigned = of('SecretId') !== '' || of('Signature') !== '';
  return {
    action: of('Action'),
    version: of('Version'),
    language: of('Language'),
    parameters: { values: nested(business), areText: true },
    service: undefined,
    signature: () => (isSigned ? signedParts(raw, baseUrl, values) : undefined),
  };
}

function formBody(raw: RawCall): string {
  const type = headerOf(raw, 'content-type').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/x-www-form-urlencoded') throw new WireRefusal('UnsupportedProtocol', { type });
  return raw.body.toString('utf8');
}

function signedParts(raw: RawCall, baseUrl: string, values: ReadonlyMap<string, string>) {
  const of = (name: string) => values.get(name) ?? '';
  const method = values.get('SignatureMethod') ?? 'HmacSHA1';
  if (method !== 'HmacSHA1' && method !== 'HmacSHA256') {
    throw new WireRefusal('AuthFailure.InvalidAuthorization');
  }
  if (of('Nonce') === '') throw new WireRefusal('MissingParameter', { name: 'Nonce' });
  return {
    method,
    secretId: of('SecretId'),
    ...(of('Token') !== '' && { token: of('Token') }),
    timestamp: timestampIn(of('Timestamp')),
    stringsToSign: stringsToSign(raw, baseUrl, values),
    signature: of('Signature'),
  };
}

/** Values are signed as they were before they were encoded; one SDK writes dots for underscores in names. */
function stringsToSign(raw: RawCall, baseUrl: string, values: ReadonlyMap<string, string>): string[] {
  const pairs = [...values]
    .filter(([name]) => name !== 'Signature')
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const asSent = pairs.map(([name, value]) => `${name}=${value}`).join('&');
  const withDots = pairs.map(([name, value]) => `${name.replaceAll('_', '.')}=${value}`).join('&');
  return hostsOf(raw, baseUrl).flatMap((host) =>
    pathsOf(raw).flatMap((path) =>
      (asSent === withDots ? [asSent] : [asSent, withDots]).map(
        (text) => `${raw.method}${host}${path}?${text}`,
      ),
    ),
  );
}
