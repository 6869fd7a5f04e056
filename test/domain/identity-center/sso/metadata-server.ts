import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server of the company on this machine; tests say what it answers and look at what it was asked. */
export async function startMetadataServer() {
  const asked: string[] = [];
  const answers = { give: (_req: IncomingMessage, res: ServerResponse): unknown => res.end('') };
  const server = createServer((req, res) => {
    asked.push(req.url ?? '');
    answers.give(req, res);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/metadata`,
    port,
    asked,
    says: (document: string) => {
      answers.give = (_req, res) => res.end(document);
    },
    fails: (status: number, headers = {}) => {
      answers.give = (_req, res) => res.writeHead(status, headers).end('<html>no</html>');
    },
    stop: () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
