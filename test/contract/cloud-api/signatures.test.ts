import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteAccessKey } from '../../../src/domain/cam/access-keys/delete-access-key.ts';
import { updateAccessKey } from '../../../src/domain/cam/access-keys/update-access-key.ts';
import { type ApiWorld, type Key, keyOf, newApiWorld } from '../../support/cloud-api.ts';
import { foundSpace } from '../../support/world.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** What a TC3 client sends, so that a test can spoil any part of it. */
interface Tc3 {
  action: string;
  version: string;
  service: string;
  body: string;
  contentType: string;
  host: string;
  path: string;
  seconds: number;
  date: string;
  headers: Record<string, string>;
}

describe('signed requests', () => {
  let world: ApiWorld;
  let root: Awaited<ReturnType<typeof foundSpace>>['administrator'];
  let key: Key;
  beforeAll(async () => {
    world = await newApiWorld();
    const founded = await foundSpace(world);
    root = founded.administrator;
    key = await keyOf(world, root);
  });
  beforeEach(() => world.clock.advance(1));
  afterAll(() => world.close());

  const present = () => Math.floor(world.clock.now().getTime() / 1000);

  function tc3(changes: Partial<Tc3> = {}): Tc3 {
    const seconds = changes.seconds ?? present();
    return {
      action: 'GetCallerIdentity',
      version: '2018-08-13',
      service: 'sts',
      body: '{}',
      contentType: 'application/json',
      host: world.endpoint,
      path: '/',
      seconds,
      date: new Date(seconds * 1000).toISOString().slice(0, 10),
      headers: {},
      ...changes,
    };
  }

  function authorization(
    parts: Tc3,
    { secretId, secretKey }: Key,
    signedHeaders = `content-type:${parts.contentType}\nhost:${parts.host}\n`,
  ): string {
    const names = signedHeaders
      .trim()
      .split('\n')
      .map((line) => line.split(':')[0])
      .join(';');
    const canonical = ['POST', '/', '', signedHeaders, names, sha256(parts.body)].join('\n');
    const scope = `${parts.date}/${parts.service}/tc3_request`;
    const text = `TC3-HMAC-SHA256\n${parts.seconds}\n${scope}\n${sha256(canonical)}`;
    const signing = hmac(hmac(hmac(`TC3${secretKey}`, parts.date), parts.service), 'tc3_request');
    const signature = hmac(signing, text).toString('hex');
    return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  }

  function send(parts: Tc3, headers: Record<string, string | undefined>) {
    const given = {
      Host: parts.host,
      'Content-Type': parts.contentType,
      'X-TC-Action': parts.action,
      'X-TC-Version': parts.version,
      'X-TC-Timestamp': String(parts.seconds),
      ...parts.headers,
      ...headers,
    };
    return post(parts.path, parts.body, given);
  }

  function post(path: string, body: string, headers: Record<string, string | undefined>, method = 'POST') {
    const [hostname = '', port] = world.endpoint.split(':');
    const kept = Object.entries(headers).filter(([, value]) => value !== undefined);
    return new Promise<{ status: number; type: string; code: string; response: Record<string, unknown> }>(
      (resolve, reject) => {
        const sent = request(
          { hostname, port, path, method, headers: Object.fromEntries(kept) as Record<string, string> },
          (answer) => {
            let text = '';
            answer.on('data', (chunk) => {
              text += chunk;
            });
            answer.on('end', () => {
              const { Response } = JSON.parse(text) as { Response: Record<string, unknown> };
              const { Error: refusal } = Response as { Error?: { Code: string } };
              resolve({
                status: answer.statusCode ?? 0,
                type: String(answer.headers['content-type']),
                code: refusal?.Code ?? '',
                response: Response,
              });
            });
          },
        );
        sent.on('error', reject);
        sent.end(body);
      },
    );
  }

  const signed = (changes: Partial<Tc3> = {}, by = key) => {
    const parts = tc3(changes);
    return send(parts, { Authorization: authorization(parts, by) });
  };

  it.each(['TC3-HMAC-SHA256', 'HmacSHA1', 'HmacSHA256'] as const)(
    'are those of the official SDK, by POST and GET: %s',
    async (signMethod) => {
      for (const reqMethod of ['POST', 'GET'] as const) {
        const { sts, cam } = world.clients(key, { signMethod, reqMethod });

        expect(await sts.GetCallerIdentity()).toMatchObject({ PrincipalId: String(root.uin) });
        expect(await cam.ListPolicies({ Rp: 2, Page: 1, Keyword: 'Administrator' })).toMatchObject({
          List: [{ PolicyName: 'AdministratorAccess' }],
        });
      }
    },
  );

  describe('by TC3-HMAC-SHA256', () => {
    it('let the holder of the key in, with an answer that every official client can read', async () => {
      const { status, type, response } = await signed();

      expect(status).toBe(200);
      expect(type).toBe('application/json');
      expect(response).toMatchObject({ AccountId: String(root.uin), Type: 'CAMUser' });
      expect(response.RequestId).toMatch(/^[\w-]+$/);
    });

    it.each([
      ['the host without its port', () => '127.0.0.1'],
      ['the host in the form of tccli', () => `http://${world.endpoint}`],
      ['the host as we call ourselves', () => 'login.example.com'],
    ])('are accepted over %s', async (_name, host) => {
      const parts = tc3();
      const lines = `content-type:${parts.contentType}\nhost:${host()}\n`;
      const headers = host().startsWith('http') ? { Host: host() } : {};

      expect((await send(parts, { Authorization: authorization(parts, key, lines), ...headers })).code).toBe(
        '',
      );
    });

    it.each(['127', 'localhost:4311', 'sts'])('are accepted for the scope %s', async (service) => {
      expect((await signed({ service })).code).toBe('');
    });

    it('are accepted over more headers, in small letters', async () => {
      const parts = tc3({ contentType: 'application/json; charset=utf-8' });
      const lines = `content-type:${parts.contentType}\nhost:${parts.host}\nx-tc-action:getcalleridentity\n`;

      expect((await send(parts, { Authorization: authorization(parts, key, lines) })).code).toBe('');
    });

    it('are accepted at the fixed path too', async () => {
      expect((await signed({ path: '/cloud-api' })).code).toBe('');
      expect((await signed({ path: '/cloud-api/sts', service: '127' })).code).toBe('');
      expect((await signed({ path: '/cloud-api/cam', service: '127' })).code).toBe('NoSuchVersion');
    });

    it('are refused when the secret is another', async () => {
      const { code, response } = await signed({}, { ...key, secretKey: 'secretExample0000000000' });

      expect(code).toBe('AuthFailure.SignatureFailure');
      expect(JSON.stringify(response)).not.toContain(key.secretKey);
    });

    it.each<[string, (parts: Tc3) => Partial<Tc3>]>([
      ['the body', () => ({ body: '{ }' })],
      ['the content type', () => ({ contentType: 'application/json;x=1' })],
      ['the time', ({ seconds }) => ({ seconds: seconds + 1 })],
    ])('are refused when %s was changed afterwards', async (_name, change) => {
      const parts = tc3();
      const header = authorization(parts, key);

      expect((await send({ ...parts, ...change(parts) }, { Authorization: header })).code).toBe(
        'AuthFailure.SignatureFailure',
      );
    });

    it('are refused when they were made for another host', async () => {
      const parts = tc3();
      const lines = `content-type:${parts.contentType}\nhost:sts.tencentcloudapi.com\n`;

      expect((await send(parts, { Authorization: authorization(parts, key, lines) })).code).toBe(
        'AuthFailure.SignatureFailure',
      );
    });

    it('are refused when the key was made for another day or service than it says', async () => {
      const parts = tc3();
      const header = authorization(parts, key);
      const yesterday = new Date((parts.seconds - 86_400) * 1000).toISOString().slice(0, 10);

      expect((await signed({ date: yesterday })).code).toBe('AuthFailure.SignatureFailure');
      for (const [from, to] of [
        [parts.date, yesterday],
        ['/sts/', '/127/'],
      ] as const) {
        expect((await send(parts, { Authorization: header.replace(from, to) })).code).toBe(
          'AuthFailure.SignatureFailure',
        );
      }
    });

    it('are accepted five minutes before and after, and no second longer', async () => {
      expect((await signed({ seconds: present() - 300 })).code).toBe('');
      expect((await signed({ seconds: present() + 300 })).code).toBe('');
      expect((await signed({ seconds: present() - 301 })).code).toBe('AuthFailure.SignatureExpire');
      expect((await signed({ seconds: present() + 301 })).code).toBe('AuthFailure.SignatureExpire');
    });

    it.each<[string, (header: string) => string | undefined, string]>([
      ['is missing', () => undefined, 'AuthFailure.InvalidAuthorization'],
      ['says SKIP', () => 'SKIP', 'AuthFailure.InvalidAuthorization'],
      [
        'is of another scheme',
        (header) => header.replace('TC3-', 'AWS4-'),
        'AuthFailure.InvalidAuthorization',
      ],
      ['is cut off', (header) => header.slice(0, -1), 'AuthFailure.InvalidAuthorization'],
      [
        'has a signature in capitals',
        (header) => header.replace(/[0-9a-f]{64}$/, (hex) => hex.toUpperCase()),
        'AuthFailure.InvalidAuthorization',
      ],
      [
        'does not sign the host',
        (header) => header.replace('content-type;host', 'content-type'),
        'AuthFailure.InvalidAuthorization',
      ],
      [
        'signs a header that is not there',
        (header) => header.replace('content-type;host', 'content-type;host;x-none'),
        'AuthFailure.SignatureFailure',
      ],
      [
        'has an empty signature',
        (header) => header.replace(/[0-9a-f]{64}$/, ''),
        'AuthFailure.InvalidAuthorization',
      ],
      [
        'has a signature of zeros',
        (header) => header.replace(/[0-9a-f]{64}$/, '0'.repeat(64)),
        'AuthFailure.SignatureFailure',
      ],
      [
        'names another key',
        (header) => header.replace(/AKID\w+/, 'AKIDnobody'),
        'AuthFailure.SecretIdNotFound',
      ],
    ])('are refused when the Authorization header %s', async (_name, spoil, code) => {
      const parts = tc3();

      expect((await send(parts, { Authorization: spoil(authorization(parts, key)) })).code).toBe(code);
    });

    it('are refused once the key is switched off, and once it is deleted', async () => {
      const other = await keyOf(world, root);
      const switchTo = (status: string) =>
        world.execute(updateAccessKey, root, { accessKeyId: other.secretId, status });
      expect((await signed({}, other)).code).toBe('');

      await switchTo('Inactive');
      expect((await signed({}, other)).code).toBe('AuthFailure.SecretIdNotFound');
      await switchTo('Active');
      expect((await signed({}, other)).code).toBe('');
      await world.execute(deleteAccessKey, root, { accessKeyId: other.secretId });
      expect((await signed({}, other)).code).toBe('AuthFailure.SecretIdNotFound');
      world.clock.advance(60);
      expect((await signed({}, other)).code).toBe('AuthFailure.SecretIdNotFound');
    });

    it('are refused with a token that does not belong to the key', async () => {
      const parts = tc3({ headers: { 'X-TC-Token': 'not-a-token' } });

      expect((await send(parts, { Authorization: authorization(parts, key) })).code).toBe(
        'AuthFailure.TokenFailure',
      );
    });
  });

  describe('by temporary keys', () => {
    const federated = async () => {
      const { Credentials, ExpiredTime } = await world.clients(key).sts.GetFederationToken({
        Name: 'visitor',
        Policy: JSON.stringify({
          version: '2.0',
          statement: [{ effect: 'allow', action: 'cam:ListUsers', resource: '*' }],
        }),
        DurationSeconds: 1800,
      });
      const { TmpSecretId, TmpSecretKey, Token } = Credentials ?? {};
      return {
        seconds: Number(ExpiredTime) - present(),
        key: { secretId: String(TmpSecretId), secretKey: String(TmpSecretKey), token: String(Token) },
      };
    };

    it('let in with their token, to what their policy allows and no further', async () => {
      const { key: temporary } = await federated();
      const { cam } = world.clients(temporary);

      expect(await cam.ListUsers()).toMatchObject({ Data: [] });
      await expect(cam.ListGroups({})).rejects.toMatchObject({ code: 'AuthFailure.UnauthorizedOperation' });
    });

    it('are refused without the token, with another one, and when they have ended', async () => {
      const { key: temporary, seconds } = await federated();
      const other = await federated();

      expect((await signed({}, temporary)).code).toBe('AuthFailure.SecretIdNotFound');
      expect((await signed({ headers: { 'X-TC-Token': other.key.token } }, temporary)).code).toBe(
        'AuthFailure.TokenFailure',
      );
      expect((await signed({ headers: { 'X-TC-Token': temporary.token } }, temporary)).code).toBe('');
      world.clock.advance(seconds);
      expect((await signed({ headers: { 'X-TC-Token': temporary.token } }, temporary)).code).toBe(
        'AuthFailure.TokenFailure',
      );
    });
  });

  describe('by HmacSHA1 and HmacSHA256', () => {
    const form = (changes: Record<string, string> = {}, method = 'HmacSHA256', host = world.endpoint) => {
      const values: Record<string, string> = {
        Action: 'GetCallerIdentity',
        Version: '2018-08-13',
        Timestamp: String(present()),
        Nonce: String(Math.floor(Math.random() * 1e9)),
        SecretId: key.secretId,
        SignatureMethod: method,
        ...changes,
      };
      const text = Object.entries(values)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, value]) => `${name}=${value}`)
        .join('&');
      const algorithm = method === 'HmacSHA1' ? 'sha1' : 'sha256';
      const Signature = createHmac(algorithm, key.secretKey).update(`POST${host}/?${text}`).digest('base64');
      return { ...values, Signature };
    };
    const sendForm = (values: Record<string, string>) =>
      post('/', new URLSearchParams(values).toString(), {
        'Content-Type': 'application/x-www-form-urlencoded',
      });

    it.each(['HmacSHA1', 'HmacSHA256'])('let the holder of the key in: %s', async (method) => {
      expect((await sendForm(form({}, method))).response).toMatchObject({ AccountId: String(root.uin) });
    });

    it('are good for one request: the same nonce, time and parameters are refused', async () => {
      const values = form();

      expect((await sendForm(values)).code).toBe('');
      expect((await sendForm(values)).code).toBe('AuthFailure.SignatureFailure');
    });

    it('do not use up what was not signed by the key', async () => {
      const values = form();

      expect((await sendForm({ ...values, Signature: `${values.Signature.slice(0, -4)}AAA=` })).code).toBe(
        'AuthFailure.SignatureFailure',
      );
      expect((await sendForm(values)).code).toBe('');
    });

    it.each<[string, Record<string, string>]>([
      ['another action', { Action: 'GetUserAppId', Version: '2019-01-16' }],
      ['another parameter', { Name: 'x' }],
      ['another nonce', { Nonce: '7' }],
      ['another method', { SignatureMethod: 'HmacSHA1' }],
      ['no signature', { Signature: '' }],
      ['half a signature', { Signature: 'AAAA' }],
    ])('are refused with %s', async (_name, changes) => {
      expect((await sendForm({ ...form(), ...changes })).code).toBe('AuthFailure.SignatureFailure');
    });

    it('are refused when too old, without a nonce, and with a method that is none', async () => {
      expect((await sendForm(form({ Timestamp: String(present() - 301) }))).code).toBe(
        'AuthFailure.SignatureExpire',
      );
      expect((await sendForm(form({ Nonce: '' }))).code).toBe('MissingParameter');
      expect((await sendForm({ ...form(), SignatureMethod: 'HmacMD5' })).code).toBe(
        'AuthFailure.InvalidAuthorization',
      );
    });

    it('are refused when they were made for another host', async () => {
      expect((await sendForm(form({}, 'HmacSHA256', 'sts.tencentcloudapi.com'))).code).toBe(
        'AuthFailure.SignatureFailure',
      );
    });
  });
});
