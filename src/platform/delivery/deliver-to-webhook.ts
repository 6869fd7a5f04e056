import { createHmac } from 'node:crypto';
import type { Delivery } from './delivery-problem.ts';
import { sendRequest } from './send-request.ts';

/**
 * Posts lines of JSON. Whoever has the secret can tell that they are from us and were sent at that time, by the
 * HMAC-SHA256 of `timestamp.body`. Throws a DeliveryProblem.
 */
export async function deliverToWebhook(
  address: string,
  secret: string,
  { name, body, time }: Delivery,
  privateHosts: readonly string[],
): Promise<void> {
  const timestamp = String(Math.floor(time.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-ndjson',
    'x-identity-center-delivery': name,
    'x-identity-center-timestamp': timestamp,
    'x-identity-center-signature': `v1=${signature}`,
  };
  await sendRequest(new URL(address), { method: 'POST', headers, body }, privateHosts);
}
