import type { IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import { allowedLookup } from '../allowed-lookup.ts';
import { DeliveryProblem } from './delivery-problem.ts';

interface Sent {
  method: 'POST' | 'PUT';
  headers: Record<string, string>;
  body: string;
}

/** For the whole of it, so that whoever delivers knows when nobody does any more. */
const longestMilliseconds = 15_000;
const longestAnswer = 4096;

/**
 * Sends a text to an address that an administrator typed: to public addresses only, unless its host is listed,
 * and without following redirects. Throws a DeliveryProblem unless the answer is a success.
 */
export async function sendRequest(url: URL, sent: Sent, privateHosts: readonly string[]): Promise<void> {
  const signal = AbortSignal.timeout(longestMilliseconds);
  const response = await ask(url, sent, privateHosts, signal);
  const status = response.statusCode ?? 0;
  const answer = await beginningOf(response);
  if (status >= 200 && status < 300) return;
  // What S3 says in one word, and nothing else of the answer: it may be a page of somebody's own network.
  const [, reason = ''] = /<Code>([A-Za-z]{1,64})<\/Code>/.exec(answer) ?? [];
  throw new DeliveryProblem('DeliveryRefused', `${url.host} answered ${status} ${reason}`.trim(), {
    host: url.host,
    status: `${status} ${reason}`.trim(),
  });
}

function ask(
  url: URL,
  { method, headers, body }: Sent,
  privateHosts: readonly string[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { request } = url.protocol === 'http:' ? http : https;
  const lookup = allowedLookup(url, privateHosts, notPublic);
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        agent: false,
        signal,
        method,
        lookup,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      resolve,
    );
    sending.once('error', (error) =>
      reject(error instanceof DeliveryProblem ? error : unreachable(url, signal)),
    );
    sending.end(body);
  });
}

/** The status says it all; an answer that breaks off or never ends changes nothing. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      text += chunk.toString('latin1');
      if (text.length > longestAnswer) break;
    }
  } catch {
    // Broken off.
  }
  return text.slice(0, longestAnswer);
}

const notPublic = (host: string) =>
  new DeliveryProblem('DeliveryAddressPrivate', `${host} has no public address.`, { host });

const unreachable = ({ host }: URL, { aborted }: AbortSignal) =>
  aborted
    ? new DeliveryProblem('DeliveryTooSlow', `${host} did not answer in time.`, { host })
    : new DeliveryProblem('DeliveryUnreachable', `${host} could not be reached.`, { host });
