import { beforeEach, describe, expect, it } from 'vitest';
import { addCamUser } from '../../src/domain/cam/users/add-user.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import { camUserOf, give } from '../support/cam.ts';
import { type DelegatedCompany, openDelegatedCompany } from '../support/delegated.ts';

const password = 'Correct-horse-7';

describe('people of a delegated administrator at the console of the organization', () => {
  let company: DelegatedCompany;
  let browser: BrowserAgent;
  beforeEach(async () => {
    company = await openDelegatedCompany();
    browser = new BrowserAgent(company.world);
    const dana = await camUserOf(company.world, company.member, 'dana');
    await give(company.world, dana, 'AdministratorAccess');
  });

  const signIn = async (home = '/console') => {
    const page = await browser.get(`${home}/sign-in?as=cam-user`);
    const fields = { uin: String(company.web), userName: 'dana', password };
    return browser.submit(page, `${home}/sign-in`, fields);
  };
  const statusOf = async (path: string) => (await browser.get(`/console${path}`)).status;

  it('sign in there, and are offered what they were trusted with and nothing else', async () => {
    const { userId, configurationId, shop, data } = company;
    for (const uin of [shop, data]) await company.admin.authorize(userId, configurationId, uin);
    await company.entrust('identitycenter', [shop]);

    expect((await signIn()).headers.location).toBe('/console');
    const overview = await browser.get('/console');
    expect(overview.status).toBe(200);
    for (const path of ['users', 'groups', 'authorizations', 'cam-user-synchronizations', 'members']) {
      expect(overview.text).toContain(`href="/console/${path}"`);
      expect(await statusOf(`/${path}`)).toBe(200);
    }
    for (const path of ['settings/sso', 'logins', 'departments', 'organization', 'audit', 'tracking-sets']) {
      expect(overview.text).not.toContain(`href="/console/${path}"`);
      expect(await statusOf(`/${path}`)).toBe(403);
    }
    expect(overview.text).not.toContain('/console/organization/');
    expect(await statusOf('/organization/delegated-administrators')).toBe(403);
    expect(await statusOf('/organization/service-control-policies')).toBe(403);
    expect(await statusOf(`/members/${shop}`)).toBe(403);
    const authorizations = await browser.get('/console/authorizations');
    expect(authorizations.text).toContain('shop');
    expect(authorizations.text).not.toContain(String(data));
    const members = await browser.get('/console/members');
    expect(members.text).toContain(String(shop));
    expect(members.text).not.toMatch(/\/edit"|\/removal\?|Northwind HQ/);
  });

  it('with all members look at single sign-on, which only the admin account changes', async () => {
    await company.entrust('identitycenter');
    await signIn();

    const page = await browser.get('/console/settings/sso');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/settings\/sso\/change"|action="\/console\/settings/);
    const posted = await browser.post('/console/settings/sso/keys', hiddenFields(page.text));
    expect(posted.status).toBe(403);
    expect(await statusOf('/logins')).toBe(200);
  });

  it('come from the console of their account, where it is offered while there is something to administer', async () => {
    await signIn('/account-console');
    expect((await browser.get('/account-console')).text).not.toContain('organization-console');
    await company.entrust('cloudaudit');

    const page = await browser.get('/account-console');
    const handed = await browser.submit(page, '/account-console/organization-console', {});
    expect((await browser.get(handed.headers.location ?? '')).headers.location).toBe('/console');
    expect((await browser.get('/console')).headers.location).toBe('/console/audit');
    expect(await statusOf('/audit')).toBe(200);
    expect(await statusOf('/tracking-sets')).toBe(200);
    expect(await statusOf('/users')).toBe(403);
  });

  it('are out with the next click once the member is dismissed, and can sign in no more', async () => {
    await company.entrust('identitycenter');
    await signIn();
    expect(await statusOf('/users')).toBe(200);
    await company.dismiss('identitycenter');

    expect((await browser.get('/console/users')).headers.location).toBe('/console/sign-in');
    expect((await browser.get('/console/sign-in')).status).toBe(200);
    expect((await signIn()).status).toBe(401);
  });

  it('are offered nothing that the policies of their own account do not allow', async () => {
    await company.world.execute(addCamUser, company.member, { name: 'eve', password, consoleLogin: 1 });
    await company.entrust('identitycenter');
    const page = await browser.get('/console/sign-in?as=cam-user');
    const fields = { uin: String(company.web), userName: 'eve', password };
    await browser.submit(page, '/console/sign-in', fields);

    const overview = await browser.get('/console');
    expect(overview.status).toBe(403);
    expect(overview.text).not.toContain('href="/console/users"');
    expect(await statusOf('/users')).toBe(403);
  });
});
