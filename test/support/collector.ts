import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureProblem } from './signature-v4.ts';

export const webhookSecret = 'a secret of the webhook';
export const accessKey = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret of the access key' };

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** What was wrong with its signature; empty when it was right. */
  problem: string;
}

/**
 * A real server on this machine that takes what tracking sets deliver: any path as a webhook, and below `/bucket/`
 * as an S3-compatible store that checks Signature Version 4.
 */
export async function startCollector() {
  const received: Received[] = [];
  const objects = new Map<string, string>();
  /** What is answered to the next requests, when it is not a success; `break` hangs up after all was received. */
  const trouble: (number | 'break')[] = [];
  const server = createServer(async (req, res) => {
    const request = await receive(req);
    received.push(request);
    const answer = trouble.shift() ?? (request.problem ? 403 : 200);
    if (answer === 'break') return req.socket.destroy();
    if (answer === 200 && request.method === 'PUT') objects.set(request.path, request.body);
    res.writeHead(answer, { location: '/elsewhere' }).end(answer === 403 ? s3Error(request.problem) : '');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    received,
    objects,
    trouble,
    stop: () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

export type Collector = Awaited<ReturnType<typeof startCollector>>;

async function receive(req: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const { method = '', url: path = '', headers } = req;
  const isObject = path.startsWith('/bucket/');
  const problem = isObject
    ? signatureProblem({ method, path, headers, body }, accessKey)
    : webhookProblem(headers, body);
  return { method, path, headers, body, problem };
}

/** As a receiver would check it (docs/guides/audit.md). */
function webhookProblem(headers: IncomingMessage['headers'], body: string): string {
  const timestamp = String(headers['x-identity-center-timestamp']);
  const expected = createHmac('sha256', webhookSecret).update(`${timestamp}.${body}`).digest();
  const [version, hex = ''] = String(headers['x-identity-center-signature']).split('=');
  const found = Buffer.from(hex, 'hex');
  const isRight = version === 'v1' && found.length === expected.length && timingSafeEqual(found, expected);
  return isRight ? '' : 'SignatureDoesNotMatch';
}

const s3Error = (code: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>secret words of the store</Message></Error>`;
