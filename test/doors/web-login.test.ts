import { inflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { updateUserStatus } from '../../src/domain/identity-center/users/update-user-status.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import { impostor, type TestIdentityProvider, testIdentityProvider } from '../support/identity-provider.ts';
import {
  authorize,
  createConfiguration,
  createPerson,
  synchronize,
  trustIdentityProvider,
} from '../support/northwind.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../support/world.ts';

const entityId = 'https://login.example.com/saml/northwind/metadata';
const acsUrl = 'https://login.example.com/saml/northwind/acs';

describe('in the browser', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let idp: TestIdentityProvider;
  let aliceId: string;
  let browser: BrowserAgent;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    idp = await testIdentityProvider();
    await trustIdentityProvider(world, administrator, zoneId, idp);
    aliceId = await createPerson(world, administrator, zoneId, 'alice', {
      displayName: 'Alice <b>Liddell</b>',
    });
    browser = new BrowserAgent(world);
  });

  /** Goes to the identity provider and comes back with its answer, not yet delivered. */
  async function answer(of = browser, by = idp, nameId = 'alice', returnTo = '/northwind/accounts') {
    const { headers } = await of.get(`/saml/northwind/login?returnTo=${encodeURIComponent(returnTo)}`);
    const message = new URL(headers.location ?? '').searchParams.get('SAMLRequest') ?? '';
    const xml = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
    const inResponseTo = /ID="([^"]*)"/.exec(xml)?.[1];
    return by.respond(by.parts({ entityId, acsUrl, now: world.clock.now(), nameId, inResponseTo }));
  }
  const deliver = async (of = browser) => of.post('/saml/northwind/acs', { SAMLResponse: await answer(of) });

  describe('the login', () => {
    it('begins with a page whose form may lead to the identity provider, and on from there', async () => {
      const page = await browser.get('/northwind/login');

      expect(page.status).toBe(200);
      expect(page.text).toContain('<form method="get" action="/saml/northwind/login">');
      expect(page.headers['content-security-policy']).toContain("form-action 'self' https:;");
      expect((await browser.get('/')).headers['content-security-policy']).toContain("form-action 'self';");
    });

    it('ends in the portal, under a session id that nobody knew before', async () => {
      const response = await deliver();
      expect(response.status).toBe(303);
      expect(response.headers.location).toBe('/northwind/accounts');
      const first = browser.cookies.get('ic_portal');

      const portal = await browser.get('/northwind/accounts');
      expect(portal.status).toBe(200);
      expect(portal.text).toContain('Alice &lt;b&gt;Liddell&lt;/b&gt;');
      await deliver();
      expect(browser.cookies.get('ic_portal')).not.toBe(first);
    });

    it('binds to the browser with a cookie that crosses sites, and keeps the session in one that does not', async () => {
      const start = await browser.get('/saml/northwind/login');
      expect(start.headers['set-cookie']?.[0]).toMatch(
        /^__Secure-ic_login=[\w-]+; Max-Age=600; Path=\/saml; Expires=[^;]+; HttpOnly; Secure; SameSite=None$/,
      );

      const done = await deliver();
      expect([done.headers['set-cookie']].flat().find((cookie) => cookie?.startsWith('ic_portal'))).toMatch(
        /^ic_portal=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
      );
    });

    it('leads to the page that was asked for, and to no page of anybody else', async () => {
      const asked = await browser.get('/northwind/cam-users?q=web&page=1');
      const login = await browser.get(asked.headers.location ?? '');
      expect(hiddenFields(login.text)).toEqual({ returnTo: '/northwind/cam-users?q=web&page=1' });
      const delivered = await browser.post('/saml/northwind/acs', {
        SAMLResponse: await answer(browser, idp, 'alice', '/northwind/cam-users?q=web&page=1'),
      });
      expect(delivered.headers.location).toBe('/northwind/cam-users?q=web&page=1');

      for (const elsewhere of [
        'https://evil.example',
        '//evil.example',
        '/southwind/accounts',
        '/\\evil.example',
        '/northwind/..//evil.example\\',
      ]) {
        const refused = await browser.get(`/saml/northwind/login?returnTo=${encodeURIComponent(elsewhere)}`);
        expect(refused.status, elsewhere).toBe(400);
      }
    });

    it('is refused with one neutral sentence and a code, and opens no session', async () => {
      const refused = await browser.post('/saml/northwind/acs', {
        SAMLResponse: await answer(browser, await impostor()),
      });

      expect(refused.status).toBe(403);
      expect(refused.text).toContain('This login could not be completed.');
      expect(refused.text).not.toMatch(/signature|certificate|unknown|disabled/i);
      expect(browser.cookies.has('ic_portal')).toBe(false);
      const { reference } = await world.db
        .selectFrom('login_attempts')
        .select('reference')
        .executeTakeFirstOrThrow();
      expect(refused.text).toContain(reference);
    });

    it('says the same to an unknown and to a disabled user', async () => {
      const sentence = async (nameId: string) => {
        const page = await browser.post('/saml/northwind/acs', {
          SAMLResponse: await answer(browser, idp, nameId),
        });
        return page.text.replace(/REF-\d+|req-\d+|secret-\d+/g, '');
      };
      await world.execute(updateUserStatus, administrator, {
        zoneId,
        userId: aliceId,
        newUserStatus: 'Disabled',
      });

      expect(await sentence('alice')).toBe(await sentence('nobody'));
    });

    it('is refused when another browser brings the answer', async () => {
      const response = await answer();

      expect(
        (await new BrowserAgent(world).post('/saml/northwind/acs', { SAMLResponse: response })).status,
      ).toBe(403);
    });

    it.each([
      ['nothing', {}],
      ['two responses', { SAMLResponse: ['a', 'b'] }],
    ])('answers %s with a clean page', async (_what, fields) => {
      const page = await browser.post('/saml/northwind/acs', fields as Record<string, string>);

      expect(page.status).toBe(400);
      expect(page.text).not.toMatch(/at .*\.ts|node_modules|ZodError/);
    });

    it('refuses a body that is too large before reading it all', async () => {
      expect((await browser.post('/saml/northwind/acs', { SAMLResponse: 'A'.repeat(500_000) })).status).toBe(
        413,
      );
    });
  });

  describe('the session', () => {
    it('is needed for every page of the portal, also that of another space', async () => {
      for (const path of ['/northwind/accounts', '/northwind/cam-users', `/northwind/accounts/${uin}`]) {
        expect((await browser.get(path)).headers.location).toBe(
          `/northwind/login?returnTo=${encodeURIComponent(path)}`,
        );
      }
      await foundSpace(world, {
        organizationName: 'S',
        spaceName: 'southwind',
        email: 'root@southwind.example',
      });
      await deliver();
      expect((await browser.get('/southwind/accounts')).headers.location).toMatch(/^\/southwind\/login/);
    });

    it('ends at sign-out, also for whoever kept the cookie', async () => {
      await deliver();
      const stolen = new Map(browser.cookies);
      const page = await browser.get('/northwind/accounts');
      expect((await browser.submit(page, '/northwind/logout')).headers.location).toBe(
        '/northwind/signed-out',
      );

      for (const [name, value] of stolen) browser.cookies.set(name, value);
      expect((await browser.get('/northwind/accounts')).status).toBe(303);
    });

    it('ends when its time is over, however busy it was', async () => {
      await deliver();
      world.clock.advance(28_700);
      expect((await browser.get('/northwind/accounts')).status).toBe(200);
      world.clock.advance(200);
      expect((await browser.get('/northwind/accounts')).status).toBe(303);
    });

    it('ends with the next click once the user is disabled', async () => {
      await deliver();
      await world.execute(updateUserStatus, administrator, {
        zoneId,
        userId: aliceId,
        newUserStatus: 'Disabled',
      });

      expect((await browser.get('/northwind/accounts')).headers.location).toMatch(/^\/northwind\/login/);
    });

    it('opens neither the console nor an account', async () => {
      await deliver();

      expect((await browser.get('/console/users')).headers.location).toBe('/console/sign-in');
      expect((await browser.get('/account-console')).status).toBe(401);
    });
  });

  describe('a form', () => {
    it('without its token, or with that of somebody else, does nothing', async () => {
      await deliver();
      expect((await browser.post('/northwind/logout', {})).status).toBe(403);
      expect((await browser.post('/northwind/logout', { _csrf: 'x' })).status).toBe(403);

      const other = new BrowserAgent(world);
      const theirs = hiddenFields((await other.get('/console/sign-in')).text);
      expect((await browser.post('/northwind/logout', theirs)).status).toBe(403);
      expect((await browser.get('/northwind/accounts')).status).toBe(200);
    });
  });

  describe('every page', () => {
    it('carries a strict policy, and is kept in no cache when it is somebody’s own', async () => {
      await deliver();
      const { headers } = await browser.get('/northwind/accounts');

      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("style-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers['strict-transport-security']).toContain('max-age=31536000');
      expect(headers).not.toHaveProperty('x-powered-by');
    });

    it('answers whatever is asked of it cleanly', async () => {
      const strange = [
        '/nor%00thwind/login',
        '/%E0%A4%A',
        '///:',
        '/northwind/login?__proto__[x]=1&lang[]=en',
        '/console/set-up?token[]=a',
      ];
      for (const path of strange) expect((await browser.get(path)).status, path).toBeLessThan(500);
      const cookies = {
        Cookie: 'ic_language=j:{"a":1}; ic_theme=j:[1]; ic_csrf_portal=j:{"x":1}; ic_portal=s%3Aa.b; =; ;;',
      };
      expect((await new BrowserAgent(world).get('/northwind/login', cookies)).status).toBe(200);
      for (const text of ['\0', '\u{1F600}', '%', "'"]) {
        expect((await browser.get(`/northwind/accounts?q=${encodeURIComponent(text)}`)).status).toBeLessThan(
          500,
        );
      }
    });

    it('keeps a refusal that holds what no database stores', async () => {
      const xml = Buffer.from(await answer(), 'base64')
        .toString('utf8')
        .replace(/Destination="[^"]*"/, 'Destination="a\0b"');
      const refused = await browser.post('/saml/northwind/acs', {
        SAMLResponse: Buffer.from(xml).toString('base64'),
      });

      expect(refused.status).toBe(403);
    });

    it('below a path of ours that does not exist is no page of a space', async () => {
      expect((await browser.get('/saml/northwind/nothing')).status).toBe(404);
      // Who is not inside an account learns nothing of what there is.
      expect((await browser.get('/account-console/a/b/c')).status).toBe(401);
      expect((await browser.get('/assets/nothing.css')).status).toBe(404);
    });

    it('past the end of a list leads to the last one', async () => {
      await deliver();
      expect((await browser.get('/northwind/accounts?page=99&q=x')).status).toBe(200);
      const reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
      await authorize(world, administrator, zoneId, [{ user: aliceId, uin, configuration: reader }]);
      expect((await browser.get('/northwind/accounts?page=99')).headers.location).toBe('?page=1');
      expect((await browser.get('/northwind/accounts?page=-1')).status).toBe(200);
    });

    it('that does not exist says so in the product’s look, with a request id', async () => {
      const page = await browser.get('/northwind/nothing/here');
      const unknownSpace = await browser.get('/nowhere/login');

      expect(page.status).toBe(303);
      expect(unknownSpace.status).toBe(404);
      expect(unknownSpace.text).toContain('There is nothing here');
      expect(unknownSpace.text).toContain(unknownSpace.headers['x-request-id']);
    });

    it('that fails says nothing of why', async () => {
      await deliver();
      await world.db.schema.alterTable('authorizations').renameTo('hidden').execute();
      try {
        const page = await browser.get('/northwind/accounts');

        expect(page.status).toBe(500);
        expect(page.text).toContain('Something went wrong');
        expect(page.text).not.toMatch(/authorizations|relation|select|\.ts/);
      } finally {
        await world.db.schema
          .alterTable('hidden' as 'users')
          .renameTo('authorizations')
          .execute();
      }
    });

    it('says what is wrong with a field in the reader’s language, and keeps what was typed', async () => {
      const page = await browser.get('/console/set-up?token=x&lang=zh-CN');
      const fields = {
        organizationName: 'N',
        accountName: 'HQ',
        spaceName: 'Not A Name',
        email: 'none',
        password: 'short',
        passwordAgain: 'short',
      };
      const again = await browser.submit(page, '/console/set-up', fields);

      expect(again.status).toBe(400);
      expect(again.text).toContain('使用 2 至 64 个 a-z、0-9');
      expect(again.text).toContain('请输入邮箱地址');
      expect(again.text).toContain('value="Not A Name"');
      expect(again.text).not.toContain('value="short"');
    });

    it('speaks the language that the browser prefers, until the reader chooses one', async () => {
      expect((await browser.get('/northwind/login', { 'Accept-Language': 'zh-CN,zh;q=0.9' })).text).toContain(
        '跳转',
      );
      expect((await browser.get('/northwind/login', { 'Accept-Language': 'fr' })).text).toContain('Redirect');
      expect((await browser.get('/northwind/login?lang=zh-CN')).text).toContain('lang="zh-CN"');
      expect((await browser.get('/northwind/login', { 'Accept-Language': 'en' })).text).toContain('跳转');
      expect((await browser.get('/northwind/login?lang=xx')).status).toBe(200);
    });
  });

  describe('the way into an account', () => {
    beforeEach(async () => {
      const reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess'], {
        sessionDuration: 900,
      });
      await authorize(world, administrator, zoneId, [{ user: aliceId, uin, configuration: reader }]);
      await synchronize(world, administrator, zoneId, { user: aliceId, uin });
      await deliver();
    });

    /** Posts what the page between portal and account holds. */
    async function hop(page: { text: string }): Promise<string> {
      const action = /<form method="post" action="([^"]*)" id="post-response">/.exec(page.text)?.[1] ?? '';
      const { pathname } = new URL(action);
      const entered = await browser.post(pathname, hiddenFields(page.text));
      expect(entered.headers.location).toBe('/account-console');
      return (await browser.get('/account-console')).text;
    }

    it('as a role: permission details, Log in, and one is there, for as long as it lasts', async () => {
      const details = await browser.get(`/northwind/accounts/${uin}`);
      const action = /action="(\/northwind\/accounts\/\d+\/logins\/[^"]+)"/.exec(details.text)?.[1] ?? '';
      const page = await hop(await browser.submit(details, action));

      expect(page).toContain('TencentCloudSSO-Reader');
      expect(page).toContain('ReadOnlyAccess');
      expect(page).toContain('15 min');
      world.clock.advance(901);
      expect((await browser.get('/account-console')).status).toBe(401);
      expect((await browser.get('/northwind/accounts')).status).toBe(200);
    });

    it('as a CAM user: Log in, and one is there without permissions', async () => {
      const list = await browser.get('/northwind/cam-users');
      const page = await hop(await browser.submit(list, `/northwind/cam-users/${uin}/logins`));

      expect(page).toContain('alice@northwind');
      expect(page).toContain('No policies, so nothing is allowed');
    });

    it('and out again', async () => {
      const list = await browser.get('/northwind/cam-users');
      await hop(await browser.submit(list, `/northwind/cam-users/${uin}/logins`));
      const page = await browser.get('/account-console');

      expect((await browser.submit(page, '/account-console/sign-out')).text).toContain(
        'This session has ended',
      );
      expect((await browser.get('/account-console')).status).toBe(401);
    });

    it('leaves every request in the log with its id, and no secret', async () => {
      const list = await browser.get('/northwind/cam-users');
      const page = await browser.submit(list, `/northwind/cam-users/${uin}/logins`);
      await hop(page);
      await browser.post('/console/sign-in', { email: 'a@b.example', password: 'my secret password' });
      await browser.get('/console/set-up?token=my-set-up-token');

      const log = world.logged.join('');
      expect(log).toContain('"path":"/saml/northwind/acs"');
      expect(log).toContain(`"id":"${page.headers['x-request-id']}"`);
      const secrets = [
        'my secret password',
        'my-set-up-token',
        'SAMLResponse',
        hiddenFields(page.text).SAMLResponse ?? '',
        ...browser.cookies.values(),
      ];
      expect(secrets.filter((secret) => secret.length > 2 && log.includes(secret))).toEqual([]);
    });

    it('does not open for an assertion that is presented twice', async () => {
      const list = await browser.get('/northwind/cam-users');
      const page = await browser.submit(list, `/northwind/cam-users/${uin}/logins`);
      await hop(page);
      const again = await new BrowserAgent(world).post(
        `/account-console/${uin}/saml`,
        hiddenFields(page.text),
      );

      expect(again.status).toBe(403);
      expect(again.text).not.toMatch(/replayed|used before/);
    });
  });

  describe('the console', () => {
    async function signIn(password = rootPassword) {
      const page = await browser.get('/console/sign-in');
      return browser.submit(page, '/console/sign-in', { email: 'root@northwind.example', password });
    }

    it('opens for the root user alone, and shows what the portal lives from', async () => {
      expect((await browser.get('/console')).headers.location).toBe('/console/sign-in');
      expect((await signIn()).headers.location).toBe('/console');

      expect((await browser.get('/console')).text).toContain('https://login.example.com/northwind/login');
      expect((await browser.get('/console/users')).text).toContain('alice');
      for (const path of [
        'groups',
        'permission-configurations',
        'authorizations',
        'cam-user-synchronizations',
        'logins',
        'settings/sso',
      ]) {
        expect((await browser.get(`/console/${path}`)).status).toBe(200);
      }
    });

    it('shows the form again after a wrong password, without it', async () => {
      const page = await signIn('not the password');

      expect(page.status).toBe(401);
      expect(page.text).toContain('What you entered does not belong together');
      expect(page.text).toContain('value="root@northwind.example"');
      expect(page.text).not.toContain('not the password');
    });

    it('stops guessing', async () => {
      const page = await browser.get('/console/sign-in');
      const statuses = [];
      for (let attempt = 0; attempt < 21; attempt += 1) {
        statuses.push(
          (
            await browser.submit(page, '/console/sign-in', {
              email: 'root@northwind.example',
              password: `guess ${attempt}`,
            })
          ).status,
        );
      }

      expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true);
      expect(statuses[20]).toBe(429);
    });

    it('tells an administrator by the reference code why a login was refused', async () => {
      await browser.post('/saml/northwind/acs', { SAMLResponse: await answer(browser, idp, 'nobody') });
      const { reference } = await world.db
        .selectFrom('login_attempts')
        .select('reference')
        .executeTakeFirstOrThrow();
      await signIn();
      const page = await browser.get(`/console/logins?q=${reference.toLowerCase()}`);

      expect(page.text).toContain('The space has no user of that name');
      expect(page.text).toContain('nobody');
    });

    it('takes the metadata of an identity provider, and keeps the old one when the new one is unreadable', async () => {
      await signIn();
      const page = await browser.get('/console/settings/sso/change');
      const propose = (metadata: string) =>
        browser.submit(page, '/console/settings/sso/proposals', { metadata });
      const refused = await propose('<EntityDescriptor/>');
      expect(refused.status).toBe(400);
      expect(refused.text).toContain('one EntityDescriptor is expected');
      expect((await deliver()).status).toBe(303);

      const other = await testIdentityProvider('https://other.example.com');
      expect((await propose(other.metadata)).headers.location).toBe('/console/settings/sso/candidate');
      const preview = await browser.get('/console/settings/sso/candidate');
      expect(preview.text).toContain('https://other.example.com');
      expect((await deliver()).status).toBe(303);

      await browser.submit(preview, '/console/settings/sso/candidate/application');
      expect((await browser.get('/console/settings/sso')).text).toContain('https://other.example.com');
      expect((await deliver()).status).toBe(403);
    });

    it('finds nothing of another organization', async () => {
      const other = await foundSpace(world, {
        organizationName: 'S',
        spaceName: 'southwind',
        email: 'root@southwind.example',
      });
      const theirs = await createConfiguration(world, other.administrator, other.zoneId, 'Secret', [
        'AdministratorAccess',
      ]);
      await signIn();

      expect((await browser.get(`/console/permission-configurations/${theirs}`)).status).toBe(404);
      expect((await browser.get('/console/permission-configurations')).text).not.toContain('Secret');
    });
  });
});
