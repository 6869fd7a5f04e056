import type { IncomingHttpHeaders } from 'node:http';
import type { Parameters } from './wire-input.ts';

/** One request as it came in, before anything is believed of it. */
export interface RawCall {
  method: 'GET' | 'POST';
  /** Without its query. */
  path: string;
  /** As sent, without the question mark. */
  query: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What was signed, and by which key. */
export interface SignedParts {
  secretId: string;
  token?: string;
}

/** What a request asks for, in whichever of the forms that clients have. */
export interface Call {
  action: string;
  version: string;
  language: string;
  parameters: Parameters;
  /** The service for which a TC3 key was made. */
  service: string | undefined;
  /**
   * For `sts:AuthenticateRequest`; undefined when nobody signed. Read when it is needed: what strangers may ask, clients
   * sign with whatever they have.
   */
  signature(): SignedParts | undefined;
}

/** By what names a client may have called us: as it says, without the port, and as we call ourselves. */
export function hostsOf({ headers }: Pick<RawCall, 'headers'>, baseUrl: string): string[] {
  const host = headers.host ?? '';
  const own = new URL(baseUrl);
  return distinct([host, host.replace(/:\d+$/, ''), own.host, own.hostname]);
}

/** Clients sign `/`, wherever they send it. */
export const pathsOf = ({ path }: Pick<RawCall, 'path'>): string[] => distinct(['/', path]);

export const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

export const headerOf = ({ headers }: Pick<RawCall, 'headers'>, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};
