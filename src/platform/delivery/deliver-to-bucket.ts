import { hash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { Delivery } from './delivery-problem.ts';
import { sendRequest } from './send-request.ts';

export interface Bucket {
  /** The bucket itself: `https://bucket.s3.example.com`, or `https://s3.example.com/bucket`. */
  url: string;
  region: string;
  /** What names of objects begin with. */
  prefix: string;
  accessKeyId: string;
}

/** Puts an object into an S3-compatible bucket (AWS Signature Version 4). Throws a DeliveryProblem. */
export async function deliverToBucket(
  { url, region, prefix, accessKeyId }: Bucket,
  secretAccessKey: string,
  { name, body, time }: Delivery,
  privateHosts: readonly string[],
): Promise<void> {
  const key = `${prefix}${name}`.split('/').map(encode).join('/');
  const signer = new AwsV4Signer({
    method: 'PUT',
    url: `${url.replace(/\/+$/, '')}/${key}`,
    headers: { 'x-amz-content-sha256': hash('sha256', body, 'hex') },
    body,
    accessKeyId,
    secretAccessKey,
    service: 's3',
    region,
    datetime: time.toISOString().replace(/[-:]|\.\d{3}/g, ''),
  });
  const signed = await signer.sign();
  const headers = { ...Object.fromEntries(signed.headers), 'content-type': 'application/x-ndjson' };
  await sendRequest(signed.url, { method: 'PUT', headers, body }, privateHosts);
}

/** As the signature writes names (RFC 3986): also what `encodeURIComponent` leaves alone. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
