import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { createDepartmentAuthorization } from '../../src/domain/identity-center/authorizations/departments/create-department-authorization.ts';
import { createOrganizationMember } from '../../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../../src/domain/organization/departments/add-organization-node.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { authorize, createConfiguration, createGroupOf, createPerson } from '../support/northwind.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../support/world.ts';

const list = '/console/authorizations';

describe('the pages of authorizations, without scripts', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let browser: BrowserAgent;
  let [production, shop] = [0, 0];
  let [alice, reader, writer] = ['', '', ''];
  beforeEach(async () => {
    world = await newWorld();
    const founded = await foundSpace(world);
    ({ administrator, zoneId } = founded);
    const department = { parentNodeId: founded.rootDepartmentId, name: 'Production' };
    production = (await world.execute(addOrganizationNode, administrator, department)).nodeId;
    const member = { name: 'shop', nodeId: production };
    shop = (await world.execute(createOrganizationMember, administrator, member)).uin;
    alice = await createPerson(world, administrator, zoneId, 'alice');
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    writer = await createConfiguration(world, administrator, zoneId, 'Writer', ['AdministratorAccess']);
    browser = new BrowserAgent(world);
    const account = { email: 'root@northwind.example', password: rootPassword };
    await browser.submit(await browser.get('/console/sign-in'), '/console/sign-in', account);
  });

  const inDepartment = () =>
    world.execute(createDepartmentAuthorization, administrator, {
      ...{
        zoneId,
        nodeId: production,
        principalType: 'User',
        principalId: alice,
        roleConfigurationId: reader,
      },
    });
  const granted = () => world.db.selectFrom('authorizations').selectAll().execute();

  it('authorizes in a department by the wizard, which says before that accounts inherit it', async () => {
    const begun = await browser.post(`${list}/drafts`, await withToken({ nodeId: String(production) }));
    const draft = (begun.headers.location ?? '').replace(/\/accounts$/, '');
    const accounts = await browser.get(`${draft}/accounts`);
    expect(accounts.text).toContain('Chosen is the department Production');
    await browser.post(`${draft}/department`, await withToken({ nodeId: String(production), scope: 'this' }));
    await browser.post(
      `${draft}/principals`,
      await withToken({ userShown: alice, user: alice, go: 'configurations' }),
    );
    await browser.post(
      `${draft}/configurations`,
      await withToken({ configurationShown: reader, configuration: reader, go: 'review' }),
    );

    const review = await browser.get(`${draft}/review`);
    expect(review.text).toContain('Accounts in it, not below it, that inherit this now: 1.');
    expect(review.text).toContain('The admin account does not inherit it.');
    const submitted = await browser.submit(review, `${draft}/submission`);
    expect(submitted.headers.location).toContain('/console/authorizations/submissions/');
    const departments = await browser.get(`${list}/departments`);
    expect(departments.text).toContain('Production');
    expect(departments.text).toContain('This department only');
  });

  it('says of what is inherited where it comes from, and takes it away there', async () => {
    const { departmentAuthorizationId } = await inDepartment();
    await world.runJobs();
    const page = await browser.get(`${list}/accounts/${shop}`);
    expect(page.text).toContain('From the department Production');
    expect(page.text).not.toContain('type="checkbox" name="chosen"');
    expect(page.text).not.toContain('Remove what is chosen');
    const rights = (await browser.get(`/console/users/${alice}/permissions`)).text;
    expect(rights).toContain('From the department Production');
    expect(rights).not.toContain('Directly');

    const one = `${list}/departments/${departmentAuthorizationId}`;
    expect(page.text).toContain(`href="${one}"`);
    const removed = await browser.submit(await browser.get(one), `${one}/removal`);

    expect(removed.headers.location).toBe(`${list}/departments`);
    expect(await granted()).toEqual([]);
    expect((await browser.get(one)).text).toContain('This authorization is gone');
  });

  it('removes what is ticked after saying what ends for whom, and says why a row stays', async () => {
    const team = await createGroupOf(world, administrator, zoneId, 'team', [alice]);
    await authorize(world, administrator, zoneId, [
      { user: alice, uin: shop, configuration: reader },
      { group: team, uin: shop, configuration: reader },
    ]);
    const selection = `${list}/accounts/${shop}/selection`;
    const chosen = [`${reader}/User/${alice}`, `${reader}/Group/${team}`];
    const query = chosen.map((box) => `chosen=${encodeURIComponent(box)}`).join('&');
    const page = await browser.get(`${selection}?${query}&go=removal`);
    expect(page.text).toContain('Remove 2 authorizations');
    expect(page.text).toContain('team');

    const outcome = await browser.post(`${selection}/removal`, await withToken({ chosen: chosen[0] ?? '' }));
    expect(outcome.headers.location).toBe(`${list}/accounts/${shop}`);
    const again = await browser.post(`${selection}/removal`, await withToken({ chosen: chosen[0] ?? '' }));

    expect(again.text).toContain('There is no such authorization.');
    const row = `${reader}/Group/${team}`;
    const stays = await browser.post(
      `${selection}/replacement`,
      await withToken({ chosen: row, replacementId: reader }),
    );
    expect(stays.text).toContain('This authorization exists already.');
    expect(stays.text).toContain('<span class="strong">team</span>');
    expect((await granted()).map(({ principal_id }) => principal_id)).toEqual([team]);
  });

  it('names whom and what it leaves as it is, also what is inherited or gone, and nobody of another space', async () => {
    await inDepartment();
    await world.runJobs();
    const selection = `${list}/accounts/${shop}/selection`;
    const refused = async (box: string) =>
      (await browser.post(`${selection}/removal`, await withToken({ chosen: box }))).text;

    const inherited = await refused(`${reader}/User/${alice}`);
    expect(inherited).toContain('<span class="strong">alice</span>');
    expect(inherited).toMatch(/data-label="Permission configuration">Reader</);
    expect(await refused(`${writer}/User/${alice}`)).toContain('<span class="strong">alice</span>');

    const other = { organizationName: 'S', spaceName: 'southwind', email: 'root@southwind.example' };
    const south = await foundSpace(world, other);
    const stranger = await createPerson(world, south.administrator, south.zoneId, 'stranger');
    expect(await refused(`${reader}/User/${stranger}`)).not.toContain('>stranger<');
  });

  it('replaces and limits what is ticked', async () => {
    await authorize(world, administrator, zoneId, [{ user: alice, uin: shop, configuration: reader }]);
    const selection = `${list}/accounts/${shop}/selection`;

    await browser.post(
      `${selection}/replacement`,
      await withToken({ chosen: `${reader}/User/${alice}`, replacementId: writer }),
    );
    const limited = { chosen: `${writer}/User/${alice}`, startTime: '', endTime: '2027-01-01T00:00:30' };
    await browser.post(`${selection}/validity`, await withToken(limited));
    const refused = await browser.post(
      `${selection}/validity`,
      await withToken({ ...limited, startTime: '2028-01-01T00:00' }),
    );

    expect(refused.status).toBe(400);
    expect(refused.text).toContain('An authorization ends after it starts.');
    const again = `chosen=${encodeURIComponent(`${writer}/User/${alice}`)}`;
    expect((await browser.get(`${selection}?${again}&go=validity`)).text).toContain(
      'value="2027-01-01T00:00:30"',
    );
    expect(await granted()).toMatchObject([
      { permission_configuration_id: writer, ends_at: new Date('2027-01-01T00:00:30Z') },
    ]);
  });

  it('exports what it imports, shows the plan first, and asks loudly before it takes anything away', async () => {
    await authorize(world, administrator, zoneId, [{ user: alice, uin: shop, configuration: reader }]);
    const csv = await browser.get(`${list}/export.csv`);
    expect(csv.text).toContain(`User,alice,${shop}`);
    const json = JSON.parse((await browser.get(`${list}/export.json`)).text);
    expect(json).toMatchObject([
      { principalName: 'alice', accountUin: String(shop), roleConfiguration: 'Reader' },
    ]);

    const page = await browser.get(`${list}/imports/new`);
    const unread = await browser.submit(page, `${list}/imports`, { file: 'no columns', mode: 'exact' });
    expect(unread.text).toContain('value="exact" checked');
    const same = await bring(csv.text, 'exact');
    expect((await browser.get(same)).text).toContain('There is nothing to do.');
    const other = await bring(`${csv.text.split('\n')[0]}\nUser,alice,${shop},,,Writer,,`, 'exact');
    const plan = await browser.get(other);
    expect(plan.text).toContain('Writer is gained: people up to 1, accounts 1');
    expect(plan.text.split(`shop <span class="uin">${shop}</span>`)).toHaveLength(3);
    const blind = await browser.submit(plan, `${other}/application`);
    expect(blind.status).toBe(409);
    expect(await granted()).toMatchObject([{ permission_configuration_id: reader }]);
    const applied = await browser.submit(plan, `${other}/application`, { removeCount: '1' });

    expect(applied.headers.location).toContain('/console/authorizations/submissions/');
    expect(await granted()).toMatchObject([{ permission_configuration_id: writer }]);
  });

  async function bring(file: string, mode: string): Promise<string> {
    const page = await browser.get(`${list}/imports/new`);
    const brought = await browser.submit(page, `${list}/imports`, { file, mode });
    return brought.headers.location ?? '';
  }
  async function withToken(fields: Record<string, string>): Promise<Record<string, string>> {
    const { text } = await browser.get(list);
    return { ...fields, _csrf: text.match(/name="_csrf" value="([^"]+)"/)?.[1] ?? '' };
  }
});
