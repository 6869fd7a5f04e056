import type { IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { allowedLookup } from './allowed-lookup.ts';

/** Why a document could not be read from its address; the code is for translation. */
export class FetchProblem extends Error {
  override readonly name = 'FetchProblem';
  readonly code: string;
  readonly details: Record<string, string | number>;

  constructor(
    code: string,
    message: string,
    details: Record<string, string | number>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

interface FetchLimits {
  /** Hosts that may have addresses inside our own network; others may not, whoever names them. */
  privateHosts: readonly string[];
}

const maximumBytes = 500_000;
const maximumMilliseconds = 10_000;

/**
 * Reads a document from an address that an administrator typed. So that nobody reads our own network with it
 * (server-side request forgery), the connection goes only to public addresses, to exactly the address that was
 * checked, follows no redirect, and what was received is never shown. Throws a FetchProblem.
 */
export async function fetchDocument(address: string, { privateHosts }: FetchLimits): Promise<string> {
  const url = new URL(address);
  const lookup = allowedLookup(url, privateHosts, notPublic);
  const signal = AbortSignal.timeout(maximumMilliseconds);
  const response = await ask(url, lookup, signal);
  if (response.statusCode !== 200) {
    response.destroy();
    const status = response.statusCode ?? 0;
    throw new FetchProblem('MetadataNotFound', `${url.host} answered ${status}; 200 is expected.`, {
      status,
      host: url.host,
    });
  }
  return readBody(response, url, signal);
}

function ask(url: URL, lookup: LookupFunction, signal: AbortSignal): Promise<IncomingMessage> {
  const { get } = url.protocol === 'http:' ? http : https;
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      {
        agent: false,
        signal,
        headers: { accept: 'application/samlmetadata+xml, application/xml, text/xml' },
        lookup,
      },
      resolve,
    );
    request.once('error', (error) =>
      reject(error instanceof FetchProblem ? error : unreachable(url, signal, error)),
    );
  });
}

async function readBody(response: IncomingMessage, url: URL, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maximumBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw unreachable(url, signal, error);
  }
  if (bytes <= maximumBytes) return Buffer.concat(chunks).toString('utf8');
  response.destroy();
  throw new FetchProblem('MetadataTooLarge', `The document is larger than ${maximumBytes} bytes.`, {
    maximumBytes,
  });
}

const notPublic = (host: string) =>
  new FetchProblem('MetadataAddressPrivate', `${host} has no public address.`, { host });

/** Says nothing of what was found there beyond that it did not work; what it was is for whoever debugs. */
const unreachable = ({ host }: URL, { aborted }: AbortSignal, cause: unknown) =>
  new FetchProblem(
    'MetadataUnreachable',
    `${host} could not be read${aborted ? ' in time' : ''}.`,
    { host },
    { cause },
  );
