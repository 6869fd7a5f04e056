import { once } from 'node:events';
import { Agent, createServer, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A directory that sends requests to a SCIM server of this process, over HTTP. */
export interface ScimClient {
  /** Returns the text of the answer; ends the benchmark when its status is another one. */
  expect(status: number, method: string, path: string, body?: object): Promise<string>;
}

export async function startScim(app: RequestListener, key: string, parallel: number): Promise<ScimClient> {
  // Filling the database keeps this process busy for longer than idle connections are kept.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: parallel });
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/scim+json' };
  return {
    expect(status, method, path, body) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const sent = request(
        { host: '127.0.0.1', port, agent, method, path: `/scim/v2${path}`, headers },
        async (answer) => {
          const text = (await answer.setEncoding('utf8').toArray()).join('');
          if (answer.statusCode === status) resolve(text);
          else reject(new Error(`${method} ${path}: expected ${status}, found ${answer.statusCode} ${text}`));
        },
      );
      sent.on('error', reject).end(body && JSON.stringify(body));
      return promise;
    },
  };
}
