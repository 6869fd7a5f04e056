import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { updateUserStatus } from '../../src/domain/identity-center/users/update-user-status.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import { type TestIdentityProvider, testIdentityProvider } from '../support/identity-provider.ts';
import { authorize, createConfiguration, createPerson, trustIdentityProvider } from '../support/northwind.ts';
import { logInToPortal } from '../support/portal-login.ts';
import { foundSpace, newWorld, type World } from '../support/world.ts';

const state = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const trace = { TraceId: '7e6a1fd8-6f3c-4a5e-9d52-000000000000' };

describe('a tool on a command line', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let idp: TestIdentityProvider;
  let alice: string;
  let reader: string;
  let browser: BrowserAgent;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    idp = await testIdentityProvider();
    await trustIdentityProvider(world, administrator, zoneId, idp);
    alice = await createPerson(world, administrator, zoneId, 'alice');
    await createPerson(world, administrator, zoneId, 'bob');
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    await authorize(world, administrator, zoneId, [{ user: alice, uin, configuration: reader }]);
    browser = new BrowserAgent(world);
  });

  const ask = async (path: string, body: object) => {
    const answer = await request(world.app)
      .post(`/api${path}`)
      .set('User-Agent', 'python-requests/2.31')
      .send({ ...trace, ...body });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
    return answer.body;
  };
  const poll = (by = state) => ask('/sso/check_login_state', { State: by });
  const logIn = (userName = 'alice', returnTo?: string) =>
    logInToPortal(world, browser, idp, { userName, ...(returnTo && { returnTo }) });
  const allow = async (hours = '1', by = `state=${state}`) => {
    const page = await browser.get(`/northwind/cli?${by}`);
    return browser.submit(page, '/northwind/cli/allow', { hours });
  };
  /** Lets the tool that waits act as alice, and returns its token. */
  const takeToken = async (hours?: string): Promise<string> => {
    await logIn();
    await poll();
    await allow(hours);
    return (await poll()).Token.Token;
  };
  const accountsBy = (token: string) =>
    ask('/org/list_accounts_for_access_assignment', { LoginToken: token, PageNum: 1, PageSize: 20 });

  it('gets keys of a role as tccli asks for them, from the address it opens to the keys', async () => {
    const callback = encodeURIComponent(`https://login.example.com/sso?lang=en-US&site=cn&state=${state}`);
    expect(await poll()).toEqual({ Status: 'NotFound' });
    const opened = await browser.get(`/northwind/login?loginType=tccli&callback=${callback}&state=${state}`);
    expect(opened.headers.location).toBe(`/northwind/cli?state=${state}`);
    const away = (await browser.get(`/northwind/cli?state=${state}`)).headers.location ?? '';
    expect(await logIn('alice', decodeURIComponent(away.split('returnTo=')[1] ?? ''))).toBe(
      `/northwind/cli?state=${state}`,
    );
    const allowed = await allow();
    expect(allowed.headers.location).toBe('/sso');
    expect((await browser.get('/sso')).text).toContain('Go back to your terminal');

    const { Status, Token } = await poll();
    expect([Status, Token.State, Token.Site]).toEqual(['Finished', state, 'cn']);
    const login = { Site: 'cn', LoginToken: Token.Token };
    expect(await accountsBy(Token.Token)).toEqual({
      Accounts: [{ Uin: uin, Name: expect.any(String) }],
      TotalCounts: 1,
    });
    const target = { ...login, TargetUin: uin };
    const roles = await ask('/org/list_role_configurations_for_account', {
      ...target,
      MaxResults: 20,
      NextToken: '',
    });
    expect(roles).toMatchObject({
      RoleConfigurationsForAccount: [{ RoleConfigurationId: reader, RoleConfigurationName: 'Reader' }],
      IsTruncated: false,
      NextToken: '',
    });
    const { SAMLResponse } = await ask('/org/gen_saml_response', {
      ...target,
      LoginType: 'RoleSAML',
      UserId: '',
      RoleConfigurationId: reader,
    });
    const { ZoneId } = await ask('/org/verify_login_skey', { Site: 'cn', LoginSkey: Token.Token });
    expect(ZoneId).toBe(zoneId);
    const assume = {
      Site: 'cn',
      SAMLAssertion: SAMLResponse,
      PrincipalArn: `qcs::cam::uin/${uin}:saml-provider/TencentReservedSSO-${ZoneId}`,
      RoleArn: `qcs::cam::uin/${uin}:roleName/TencentCloudSSO-Reader`,
      RoleSessionName: 'ses-7e6a1fd8-6f3c-4a5e-9d52-000000000000',
    };
    expect(await ask('/sts/assume_role_with_saml', { ...assume, DurationSeconds: 43_200 })).toMatchObject({
      Error: { Code: 'InvalidParameter.OverTimeError' },
    });
    const keys = await ask('/sts/assume_role_with_saml', { ...assume, DurationSeconds: 1800 });
    expect(keys).toMatchObject({
      Credentials: { TmpSecretId: expect.stringMatching(/^AKID/) },
      ExpiredTime: world.clock.now().getTime() / 1000 + 1800,
    });
    expect(await ask('/sts/assume_role_with_saml', { ...assume, DurationSeconds: 1800 })).toHaveProperty(
      'Error',
    );
  });

  describe('the page that asks', () => {
    it('says which device asks, and until somebody has allowed it nobody gets a token', async () => {
      const { UserCode } = await ask('/sso/request_login', {
        State: state,
        Device: 'laptop <b>of</b> alice',
      });
      await logIn();

      const page = await browser.get(`/northwind/cli?code=${UserCode}`);
      expect(page.text).toContain('laptop &lt;b&gt;of&lt;/b&gt; alice');
      expect(page.text).toContain(UserCode);
      expect(await poll()).toEqual({ Status: 'NotFound' });
    });

    it('finds the code as people type it', async () => {
      await poll();
      await world.db.updateTable('command_line_logins').set({ user_code: 'K7QF-M2XD' }).execute();
      await logIn();

      for (const typed of ['k7qfm2xd', 'K7QF M2XD', ' k7qf-m2xd ']) {
        const page = await browser.get(`/northwind/cli?code=${encodeURIComponent(typed)}`);
        expect([page.status, page.text.includes('K7QF-M2XD')]).toEqual([200, true]);
      }
    });

    it('warns when the tool asks from another network address than the browser', async () => {
      await request(world.app).post('/api/sso/check_login_state').send({ State: state });
      await world.db.updateTable('command_line_logins').set({ address: '203.0.113.9' }).execute();
      await logIn();

      expect((await browser.get(`/northwind/cli?state=${state}`)).text).toContain('203.0.113.9');
      expect((await browser.get(`/northwind/cli?state=${state}`)).text).toContain('notice-problem');
    });

    it('refuses, and the tool gets nothing, then or later', async () => {
      await poll();
      await logIn();
      const page = await browser.get(`/northwind/cli?state=${state}`);
      const { code, _csrf } = hiddenFields(page.text);
      await browser.post('/northwind/cli/refuse', { code: code ?? '', _csrf: _csrf ?? '' });

      expect((await browser.submit(page, '/northwind/cli/allow', { hours: '1' })).status).toBe(404);
      expect(await poll()).toEqual({ Status: 'Refused' });
      expect(await poll()).toEqual({ Status: 'NotFound' });
    });

    it('allows nothing without the form’s token, and nothing for longer than a working day', async () => {
      await poll();
      await logIn();
      const { code } = hiddenFields((await browser.get(`/northwind/cli?state=${state}`)).text);

      expect((await browser.post('/northwind/cli/allow', { code: code ?? '', hours: '1' })).status).toBe(403);
      expect((await allow('24')).status).toBe(400);
      expect(await poll()).toEqual({ Status: 'NotFound' });
    });

    it('finds nothing by a code that is made up, or after ten minutes', async () => {
      await poll();
      await logIn();
      world.clock.advance(601);

      expect((await browser.get(`/northwind/cli?state=${state}`)).status).toBe(404);
      expect((await browser.get('/northwind/cli?code=AAAA-AAAA')).status).toBe(404);
      expect((await browser.get('/northwind/cli?state=short')).status).toBe(404);
      expect(await poll()).toEqual({ Status: 'Expired' });
    });
  });

  describe('its token', () => {
    it('is handed over once; who asks again ends it for both', async () => {
      const token = await takeToken();
      expect(await accountsBy(token)).toHaveProperty('Accounts');

      expect(await poll()).toEqual({ Status: 'Used' });
      expect(await accountsBy(token)).toMatchObject({ Error: { Code: 'LoginTokenExpired' } });
    });

    it('is handed to one of many that ask at once', async () => {
      await logIn();
      await poll();
      await allow();

      const answers = await Promise.all(Array.from({ length: 8 }, () => poll()));
      expect(answers.filter(({ Status }) => Status === 'Finished')).toHaveLength(1);
    });

    it('ends with the time that was allowed', async () => {
      const token = await takeToken('1');
      world.clock.advance(3600);

      expect(await accountsBy(token)).toMatchObject({ Error: { Code: 'LoginTokenExpired' } });
    });

    it('ends when the person signs out of the portal', async () => {
      const token = await takeToken('8');
      const page = await browser.get('/northwind/accounts');
      await browser.submit(page, '/northwind/logout');

      expect(await accountsBy(token)).toMatchObject({ Error: { Code: 'LoginTokenExpired' } });
    });

    it('ends when the person is disabled, and with it the way to keys', async () => {
      const token = await takeToken();
      await world.execute(updateUserStatus, administrator, {
        zoneId,
        userId: alice,
        newUserStatus: 'Disabled',
      });

      const wanted = { LoginToken: token, TargetUin: uin, RoleConfigurationId: reader };
      for (const path of ['/org/gen_saml_response', '/org/issue_role_credentials']) {
        expect(await ask(path, wanted)).toMatchObject({ Error: { Code: 'LoginTokenExpired' } });
      }
    });

    it('ends when its tool logs out', async () => {
      const token = await takeToken();

      expect(await ask('/sso/end_login', { LoginToken: token })).toEqual({});
      expect(await accountsBy(token)).toMatchObject({ Error: { Code: 'LoginTokenExpired' } });
    });

    it('opens nothing that its person may not enter', async () => {
      await poll();
      await logIn('bob');
      await allow();
      const { Token } = await poll();

      expect(await accountsBy(Token.Token)).toEqual({ Accounts: [], TotalCounts: 0 });
      const wanted = { LoginToken: Token.Token, TargetUin: uin, RoleConfigurationId: reader };
      for (const path of ['/org/gen_saml_response', '/org/issue_role_credentials']) {
        expect(await ask(path, wanted)).toHaveProperty('Error');
      }
    });

    it('stands nowhere as it is: neither in the database nor in the log', async () => {
      const token = await takeToken();
      const rows = await world.db.selectFrom('command_line_logins').selectAll().execute();
      const events = await world.db.selectFrom('audit_events').selectAll().execute();

      for (const secret of [token, state]) {
        expect(JSON.stringify(rows)).not.toContain(secret);
        expect(JSON.stringify(events)).not.toContain(secret);
        expect(world.logged.join('\n')).not.toContain(secret);
      }
    });
  });

  describe('what it sends', () => {
    it('is refused in words where it is none', async () => {
      expect(await ask('/sso/check_login_state', { State: 'short' })).toMatchObject({
        Error: { Code: 'InvalidParameterValue' },
      });
      expect(await ask('/org/nothing', {})).toMatchObject({ Error: { Code: 'InvalidAction' } });
      const broken = await request(world.app)
        .post('/api/sso/check_login_state')
        .set('Content-Type', 'application/json')
        .send('{');
      expect(broken.body).toMatchObject({ Error: { Code: 'InvalidParameter' } });
      const form = await request(world.app)
        .post('/api/sso/check_login_state')
        .type('form')
        .send({ State: state });
      expect(form.body).toMatchObject({ Error: { Code: 'InvalidParameter' } });
      expect(await accountsBy('made up')).toMatchObject({ Error: { Code: 'LoginTokenExpired' } });
    });

    it('fills no table: so many may wait at one address', async () => {
      for (let each = 0; each < 130; each++) await poll(`${'x'.repeat(29)}${String(each).padStart(3, '0')}`);

      const rows = await world.db.selectFrom('command_line_logins').selectAll().execute();
      expect(rows).toHaveLength(100);
    });
  });
});
