import { createServer, type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FetchProblem, fetchDocument } from '../../src/platform/fetch-document.ts';
import { testIdentityProvider } from '../support/identity-provider.ts';

describe('fetchDocument', () => {
  let server: Server;
  let port: number;
  let connections: number;
  let asked: string[];
  let answer: RequestListener;

  /** Hears on every address of this machine, so that whatever leads here would be seen. */
  beforeEach(async () => {
    connections = 0;
    asked = [];
    answer = (_req, res) => res.end('<document/>');
    server = createServer((req, res) => {
      asked.push(req.url ?? '');
      answer(req, res);
    });
    await listen(server);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await stop(server);
  });

  async function listen(started: Server) {
    started.on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((listening) => started.listen(0, listening));
    port = (started.address() as AddressInfo).port;
  }
  const stop = (started: Server) =>
    new Promise<void>((stopped) => {
      started.close(() => stopped());
      if ('closeAllConnections' in started) (started as https.Server).closeAllConnections();
    });

  const address = (path = '/') => `http://localhost:${port}${path}`;
  const read = (path?: string) => fetchDocument(address(path), { privateHosts: ['localhost'] });
  const refusal = (from: string, privateHosts: string[] = []): Promise<FetchProblem> =>
    fetchDocument(from, { privateHosts }).then(
      () => Promise.reject(new Error(`${from} was read.`)),
      (error) => error,
    );

  it('reads a document, for a host that may be inside', async () => {
    answer = (_req, res) => res.end('<文档/>');

    expect(await read('/saml/metadata?a=b')).toBe('<文档/>');
    expect(asked).toEqual(['/saml/metadata?a=b']);
  });

  it('joins characters that arrive in two parts', async () => {
    const bytes = Buffer.from('文');
    answer = (_req, res) => {
      res.write(bytes.subarray(0, 1));
      setTimeout(() => res.end(bytes.subarray(1)), 10);
    };

    expect(await read()).toBe('文');
  });

  it('reads a host that may be inside by exactly the name that is listed', async () => {
    expect(await fetchDocument(`http://127.0.0.1:${port}/`, { privateHosts: ['127.0.0.1'] })).toBe(
      '<document/>',
    );
    connections = 0;

    for (const listed of ['127.0.0.1', '[::1]', 'host', '*', '', 'localhost:80', 'idp.localhost']) {
      expect((await refusal(address(), [listed])).code, listed).toBe('MetadataAddressPrivate');
    }
    expect((await refusal(`http://127.0.0.1:${port}/`, ['localhost'])).code).toBe('MetadataAddressPrivate');
    expect(connections).toBe(0);
  });

  it.each([
    ['loopback', ['127.0.0.1', '127.1.2.3', '[::1]']],
    [
      'loopback in other spellings',
      ['2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0x7f.1', '127.0.0.1.'],
    ],
    [
      'loopback inside IPv6',
      ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]'],
    ],
    ['loopback by name', ['localhost', 'LOCALHOST']],
    ['loopback in wide digits', ['１２７.０.０.１', '127。0。0。1']],
    ['this machine', ['0.0.0.0', '0', '[::]']],
    [
      'private networks',
      ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '[fc00::1]', '[fd12::1]'],
    ],
    ['private networks inside IPv6', ['[::ffff:10.0.0.1]', '[::ffff:192.168.0.1]', '[64:ff9b::a00:1]']],
    ['link-local addresses', ['169.254.169.254', '[fe80::1]', '[::ffff:169.254.169.254]', '2852039166']],
    ['carrier-grade NAT', ['100.64.0.1', '100.127.255.255', '100.100.100.200']],
    ['multicast and broadcast', ['224.0.0.1', '239.255.255.255', '255.255.255.255', '[ff02::1]']],
    [
      'reserved networks',
      ['192.0.0.1', '192.0.2.1', '198.18.0.1', '203.0.113.1', '240.0.0.1', '[2001:db8::1]'],
    ],
    ['former private networks', ['[fec0::1]']],
  ])('asks nothing of %s', async (_what, hosts) => {
    for (const host of hosts) {
      const problem = await refusal(`http://${host}:${port}/`);

      expect(problem, host).toBeInstanceOf(FetchProblem);
      expect(problem.code, host).toBe('MetadataAddressPrivate');
      expect((await refusal(`https://${host}:${port}/`)).code, host).toBe('MetadataAddressPrivate');
    }
    expect(connections).toBe(0);
  });

  it('asks nothing of IPv4 addresses in the form that IPv6 gave up', async () => {
    for (const host of ['[::127.0.0.1]', '[::10.0.0.1]']) {
      expect((await refusal(`http://${host}:${port}/`)).code, host).toBe('MetadataAddressPrivate');
    }
    expect(connections).toBe(0);
  });

  it('follows no redirect, also not within the host', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      asked = [];
      answer = (_req, res) => res.writeHead(status, { location: '/other' }).end();
      const problem = await refusal(address('/first'), ['localhost']);

      expect(problem).toMatchObject({
        code: 'MetadataNotFound',
        details: { status, host: `localhost:${port}` },
      });
      expect(asked).toEqual(['/first']);
    }
  });

  it('takes nothing but 200 for a document, and shows nothing of what came instead', async () => {
    for (const status of [201, 204, 206, 400, 401, 404, 500]) {
      answer = (_req, res) => res.writeHead(status).end(status === 204 ? '' : '<secret/>');
      const problem = await refusal(address(), ['localhost']);

      expect(problem).toMatchObject({ code: 'MetadataNotFound', details: { status } });
      expect(JSON.stringify([problem.message, problem])).not.toContain('secret');
    }
  });

  it('reads 500,000 bytes and not one more', async () => {
    answer = (req, res) => res.end('x'.repeat(Number(req.url?.slice(1))));

    expect(await read('/500000')).toHaveLength(500_000);
    expect(await refusal(address('/500001'), ['localhost'])).toMatchObject({
      code: 'MetadataTooLarge',
      details: { maximumBytes: 500_000 },
    });
  });

  it('hangs up on a document without end', async () => {
    const hungUp = new Promise<void>((resolve) => {
      answer = (_req, res) => {
        const more = () => {
          while (!res.destroyed && res.write('x'.repeat(65_536)));
        };
        res.on('drain', more).on('close', resolve);
        more();
      };
    });

    expect((await refusal(address(), ['localhost'])).code).toBe('MetadataTooLarge');
    await hungUp;
  });

  it('says no more than that it did not work when the line breaks', async () => {
    const breaks: RequestListener[] = [
      (req) => req.socket.destroy(),
      (req) => req.socket.end('nonsense\r\n\r\n'),
      (_req, res) => {
        res.writeHead(200, { 'content-length': 100 }).write('<half');
        setTimeout(() => res.destroy(), 10);
      },
    ];
    for (const broken of breaks) {
      answer = broken;
      const problem = await refusal(address(), ['localhost']);
      expect(problem.message).toBe(`localhost:${port} could not be read.`);
      expect(problem.code).toBe('MetadataUnreachable');
    }
    expect((await refusal('http://localhost:1/', ['localhost'])).message).toBe(
      'localhost:1 could not be read.',
    );
    expect((await refusal('http://idp.invalid/')).code).toBe('MetadataUnreachable');
  });

  it('waits ten seconds at most, for an answer that never begins and for one that drips', async () => {
    const realTimeout = AbortSignal.timeout.bind(AbortSignal);
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => realTimeout(100));
    const drip: RequestListener = (_req, res) => {
      const drops = setInterval(() => res.write('x'), 10);
      res.on('close', () => clearInterval(drops));
    };
    for (const slow of [() => {}, drip] as RequestListener[]) {
      answer = slow;
      const problem = await refusal(address(), ['localhost']);
      expect(problem.code).toBe('MetadataUnreachable');
      expect(problem.message).toBe(`localhost:${port} could not be read in time.`);
    }
    expect(timeout).toHaveBeenCalledWith(10_000);
  });

  it('believes no certificate that nobody vouches for', async () => {
    const { keyPair } = await testIdentityProvider();
    const secure = https.createServer({ key: keyPair.privateKey, cert: keyPair.certificate }, (req, res) =>
      answer(req, res),
    );
    await listen(secure);
    const problem = await refusal(`https://localhost:${port}/`, ['localhost']);
    await stop(secure);

    expect(problem.code).toBe('MetadataUnreachable');
  });

  it('sends neither cookies nor credentials, and says what it would like', async () => {
    let headers: object = {};
    answer = (req, res) => {
      headers = req.headers;
      res.end('<document/>');
    };
    await read();

    expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host']);
  });
});
