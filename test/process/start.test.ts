import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { testIdentityProvider } from '../support/identity-provider.ts';
import {
  FormClient,
  freePort,
  ownEnvironment,
  type RunningProduct,
  spawnProduct,
  startProduct,
  temporaryFolder,
} from '../support/running-product.ts';

describe('npm start', () => {
  const running: RunningProduct[] = [];
  const start: typeof startProduct = async (options) => {
    const product = await startProduct(options);
    running.push(product);
    return product;
  };
  afterEach(async () => {
    for (const product of running.splice(0))
      if (product.child.exitCode === null) await product.stop('SIGKILL');
  });

  it('loads the demo, prints how to try it, and lets people in by the demo identity provider', async () => {
    const product = await start();

    expect(product.output()).toContain(`${product.url}/northwind/login`);
    expect(product.output()).toContain(`${product.url}/console`);
    expect(product.output()).toContain('every password: northwind-demo');
    expect(product.output()).toContain('account 100000000001, nina.ops / Northwind-cam-demo-1');
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${product.url}/readyz`)).status).toBe(200);

    const grace = new FormClient();
    const portal = await grace.logIn(product.url, 'grace.hopper');
    expect(portal.url).toBe(`${product.url}/northwind/accounts`);
    expect(portal.text).toContain('1–9 of 9');
    const details = await grace.go(`${product.url}/northwind/accounts/100000000003`);
    const hop = await grace.submit(details, /\/logins\//);
    const account = await grace.submit(hop, /\/account-console\/saml$/);
    expect(account.url).toBe(`${product.url}/account-console`);
    expect(account.text).toContain('TencentCloudSSO-Administrator');

    expect((await new FormClient().logIn(product.url, 'mallory')).status).toBe(403);
    expect((await new FormClient().logIn(product.url, 'eve.outsider')).status).toBe(403);
    expect((await new FormClient().logIn(product.url, 'newcomer')).text).toContain(
      'You have no accounts to enter as a role',
    );
    expect(await product.stop()).toBe(0);
  });

  it('asks whoever comes while the demo is being loaded to come again, and never says that something is not there', async () => {
    const [port, demoPort] = [await freePort(), await freePort()];
    const url = `http://localhost:${port}`;
    const starting = start({ ports: [port, demoPort] });
    let hasStarted = false;
    const started = starting.then(() => {
      hasStarted = true;
    });
    const seen = new Set<string>();
    const look = async (path: string) => {
      const answer = await fetch(`${url}${path}`, { redirect: 'manual' }).catch(() => undefined);
      if (answer) seen.add(`${path} ${answer.status} ${answer.headers.get('retry-after') ?? ''}`.trim());
      await answer?.arrayBuffer();
    };
    while (!hasStarted) for (const path of ['/northwind/login', '/readyz', '/healthz']) await look(path);
    await started;
    for (const path of ['/northwind/login', '/readyz', '/healthz']) await look(path);

    expect([...seen].sort()).toEqual([
      '/healthz 200',
      '/northwind/login 200',
      '/northwind/login 503 2',
      '/readyz 200',
      '/readyz 503',
    ]);
  });

  it('has lost nothing after kill -9: people, authorizations and who was logged in', async () => {
    const ports: [number, number] = [await freePort(), await freePort()];
    const first = await start({ ports });
    const ada = new FormClient();
    const before = await ada.logIn(first.url, 'ada.lovelace');
    await first.stop('SIGKILL');

    const second = await start({ ports, folder: first.folder });
    const after = await ada.go(`${second.url}/northwind/accounts`);

    expect(after.url).toBe(`${second.url}/northwind/accounts`);
    const withoutTokens = (page: string) =>
      page.replace(/name="_csrf" value="[^"]*"/g, '').replace(/req-\w+/g, '');
    expect(withoutTokens(after.text)).toBe(withoutTokens(before.text));
    expect((await new FormClient().logIn(second.url, 'zhang.wei')).text).toContain('张伟');
  });

  it('refuses a data folder that another process holds, and names that process', async () => {
    const first = await start();
    const { output, exited } = spawnProduct({ DATA_FOLDER: first.folder, PORT: String(await freePort()) });

    expect(await exited).toBe(1);
    expect(output()).toContain(`in use by process ${first.child.pid}`);
    expect(output()).not.toContain('    at ');
  });

  it('trusts another identity provider once its metadata is set, and no longer starts the demo’s', async () => {
    const first = await start();
    await first.stop();
    const idp = await testIdentityProvider('https://company.example.com/idp');
    const file = join(first.folder, 'metadata.xml');
    writeFileSync(file, idp.metadata);
    const set = spawnSync(process.execPath, ['scripts/set-identity-provider.ts', 'northwind', file], {
      env: { ...ownEnvironment, DATA_FOLDER: first.folder, PORT: new URL(first.url).port },
      encoding: 'utf8',
    });
    expect(set.stdout + set.stderr).toContain('now trusts 1 certificate');

    const second = await start({
      folder: first.folder,
      ports: [Number(new URL(first.url).port), await freePort()],
    });
    const login = await fetch(`${second.url}/saml/northwind/login`, { redirect: 'manual' });

    expect(login.headers.get('location')).toMatch(/^https:\/\/idp\.example\.com\/sso\?SAMLRequest=/);
    expect(second.output()).not.toContain('Demo IdP');
  });

  it('answers the request it has begun before it stops', async () => {
    const product = await start();
    const body = 'email=root%40northwind.example&password=x';
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const request = http.request(`${product.url}/console/sign-in`, {
        method: 'POST',
        headers: {
          expect: '100-continue',
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        },
      });
      request.on('continue', () => {
        product.child.kill('SIGTERM');
        request.end(body);
      });
      request.on('response', (response) => resolve(response.statusCode));
      request.on('error', reject);
    });

    expect(await answered).toBe(403);
    expect(await product.exited).toBe(0);
  });

  it('starts over after demo:reset, which refuses while it runs', async () => {
    const first = await start();
    const reset = () =>
      spawnSync(process.execPath, ['scripts/demo-reset.ts'], {
        env: { ...ownEnvironment, DATA_FOLDER: first.folder },
        encoding: 'utf8',
      });

    expect(reset()).toMatchObject({ status: 1, stderr: expect.stringContaining('in use by process') });
    await first.stop();
    expect(reset()).toMatchObject({ status: 0 });
    const second = await start({ folder: first.folder });
    expect((await new FormClient().logIn(second.url, 'grace.hopper')).text).toContain('1–9 of 9');
  });

  describe('in production', () => {
    const secrets = {
      ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
      SESSION_SECRET: 'x'.repeat(32),
    };

    it('names every setting that is missing, at once, and does not start', async () => {
      const { output, exited } = spawnProduct({
        NODE_ENV: 'production',
        DATA_FOLDER: temporaryFolder(),
        PORT: String(await freePort()),
      });

      expect(await exited).toBe(1);
      for (const name of [
        'BASE_URL',
        'ENCRYPTION_KEY',
        'SESSION_SECRET',
        'DATABASE_URL',
        'EMBEDDED_DATABASE=accept',
      ]) {
        expect(output()).toContain(name);
      }
      expect(output()).not.toContain('    at ');
    });

    it('has no demo and no demo identity provider, but a link to set it up, once', async () => {
      const port = await freePort();
      const product = await start({
        ports: [port, await freePort()],
        env: {
          ...secrets,
          NODE_ENV: 'production',
          BASE_URL: `http://localhost:${port}`,
          EMBEDDED_DATABASE: 'accept',
        },
      });
      const link = /http\S+\/console\/set-up\?token=\S+/.exec(product.output())?.[0] ?? '';
      expect(product.output()).not.toContain('northwind');

      const root = new FormClient();
      const page = await root.submit(await root.go(link), /\/console\/set-up/, {
        organizationName: 'Contoso',
        accountName: 'HQ',
        spaceName: 'contoso',
        email: 'root@contoso.example',
        password: 'a long password',
        passwordAgain: 'a long password',
      });
      expect(page.url).toBe(`${product.url}/console`);
      expect(page.text).toContain(`${product.url}/contoso/login`);
      expect((await new FormClient().go(`${product.url}/contoso/login`)).text).toContain(
        'Single sign-on is not set up yet',
      );
      expect(await product.stop()).toBe(0);
    });
  });
});
