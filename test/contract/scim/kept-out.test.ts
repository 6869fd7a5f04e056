import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { enterAccountAsRole } from '../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { issueRoleCredentials } from '../../../src/domain/identity-center/portal/issue-role-credentials.ts';
import { BrowserAgent } from '../../support/browser-agent.ts';
import { type TestIdentityProvider, testIdentityProvider } from '../../support/identity-provider.ts';
import { authorize, createConfiguration, trustIdentityProvider } from '../../support/northwind.ts';
import { logInToPortal } from '../../support/portal-login.ts';
import { connectDirectory, type ScimClient, userSchema } from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

const state = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';

/** By a request of the directory, everything that somebody has open, in whatever way it was opened. */
describe('at once and in whatever way it was opened, it is over', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let idp: TestIdentityProvider;
  let scim: ScimClient;
  let browser: BrowserAgent;
  let [alice, team, reader] = ['', '', ''];
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    idp = await testIdentityProvider();
    await trustIdentityProvider(world, administrator, zoneId, idp);
    scim = await connectDirectory(world, zoneId);
    alice = (await scim.createUser('alice')).id;
    team = (await scim.createGroup('Team', [alice])).id;
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    await authorize(world, administrator, zoneId, [{ group: team, uin, configuration: reader }]);
    browser = new BrowserAgent(world);
  });

  const ask = async (path: string, body: object) => {
    const trace = { TraceId: '7e6a1fd8-6f3c-4a5e-9d52-000000000000' };
    const sent = request(world.app).post(`/api${path}`).set('User-Agent', 'python-requests/2.31');
    return (await sent.send({ ...trace, ...body })).body;
  };
  /** Everything that there is to open: the portal, a tool with a login token, an account’s console, temporary keys. */
  async function openAll() {
    await logInToPortal(world, browser, idp, { userName: 'alice' });
    await ask('/sso/check_login_state', { State: state });
    const page = await browser.get(`/northwind/cli?state=${state}`);
    await browser.submit(page, '/northwind/cli/allow', { hours: '1' });
    const token = (await ask('/sso/check_login_state', { State: state })).Token.Token;
    const employee = { kind: 'employee', spaceId: zoneId, userId: alice } as const;
    const where = { uin, permissionConfigurationId: reader };
    const { samlResponse } = await world.execute(enterAccountAsRole, employee, where);
    const inAccount = new BrowserAgent(world);
    await inAccount.post('/account-console/saml', { SAMLResponse: samlResponse });
    await world.execute(issueRoleCredentials, employee, where);
    return async () => ({
      portal: (await browser.get('/northwind/accounts')).status === 200,
      tool:
        'Accounts' in
        (await ask('/org/list_accounts_for_access_assignment', {
          LoginToken: token,
          PageNum: 1,
          PageSize: 20,
        })),
      console: (await inAccount.get('/account-console')).status === 200,
      sessions: (await world.db.selectFrom('sts_sessions').selectAll().execute()).length,
    });
  }
  const everything = { portal: true, tool: true, console: true, sessions: 2 };
  const nothing = { portal: false, tool: false, console: false, sessions: 0 };

  it.each<[string, () => Promise<{ status: number }>]>([
    [
      'when the person is kept out',
      () => scim.patch(`/Users/${alice}`, [{ op: 'Replace', path: 'active', value: 'False' }]),
    ],
    [
      'when the person is kept out by being replaced',
      () => scim.put(`/Users/${alice}`, { schemas: [userSchema], userName: 'alice', active: false }),
    ],
    ['when the person is deleted', () => scim.delete(`/Users/${alice}`)],
  ])('%s', async (_when, end) => {
    const whatIsOpen = await openAll();
    expect(await whatIsOpen()).toEqual(everything);
    expect([200, 204]).toContain((await end()).status);

    expect(await whatIsOpen()).toEqual(nothing);
    await logInToPortal(world, browser, idp, { userName: 'alice' });
    expect((await browser.get('/northwind/accounts')).status).not.toBe(200);
  });

  it('and does not come back with a person who is let in again', async () => {
    const whatIsOpen = await openAll();
    for (const value of [false, true])
      await scim.patch(`/Users/${alice}`, [{ op: 'replace', path: 'active', value }]);

    expect(await whatIsOpen()).toEqual(nothing);
  });

  it.each<[string, () => Promise<{ status: number }>]>([
    ['leaves the group', () => scim.patch(`/Groups/${team}`, [{ op: 'remove', path: 'members' }])],
    [
      'is not named any more',
      () =>
        scim.put(`/Groups/${team}`, {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
          displayName: 'Team',
        }),
    ],
    ['loses the group', () => scim.delete(`/Groups/${team}`)],
  ])('in the accounts alone, for whoever %s', async (_how, end) => {
    const whatIsOpen = await openAll();
    expect([200, 204]).toContain((await end()).status);

    expect(await whatIsOpen()).toEqual({ portal: true, tool: true, console: false, sessions: 0 });
  });
});
