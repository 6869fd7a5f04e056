import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { createOrganizationMember } from '../../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../../src/domain/organization/departments/add-organization-node.ts';
import { inviteOrganizationMember } from '../../src/domain/organization/invitations/invite-organization-member.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { foundSouthwind, invitedMember, standAlone } from '../support/organization.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../support/world.ts';

describe('the pages of the organization', () => {
  let world: World;
  let administrator: Principal;
  let root: number;
  let browser: BrowserAgent;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, rootDepartmentId: root } = await foundSpace(world));
    browser = new BrowserAgent(world);
    const signIn = await browser.get('/console/sign-in');
    const account = { email: 'root@northwind.example', password: rootPassword };
    await browser.submit(signIn, '/console/sign-in', account);
  });

  const department = async (name: string, parentNodeId = root) =>
    (await world.execute(addOrganizationNode, administrator, { parentNodeId, name })).nodeId;
  const member = async (name: string, nodeId = root) =>
    (await world.execute(createOrganizationMember, administrator, { name, nodeId })).uin;
  /** Opens the page, submits its form, and answers where that leads. */
  async function submit(path: string, action: string, fields: Record<string, string | string[]>) {
    const page = await browser.get(path);
    const response = await browser.submit(page, action, fields as Record<string, string>);
    return { status: response.status, location: response.headers.location, text: response.text };
  }

  it.each([
    '/console/organization',
    '/console/organization/deletion',
    '/console/organization/limits',
    '/console/organization/changes',
    '/console/organization/changes/invitations',
    '/console/organization/changes/creations',
    '/console/organization/changes/moves',
    '/console/organization/changes/finance',
    '/console/organization/changes/departures',
    '/console/organization/changes/departments',
    '/console/departments',
    '/console/members',
    '/console/members/new',
    '/console/members/new?way=invite',
    '/console/members/new?way=register',
    '/console/verified-entities',
    '/console/verified-entities/records',
  ])('%s is there from the first day, and is for administrators', async (path) => {
    const page = await browser.get(path);

    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/undefined|NaN|\[object/);
    const stranger = await new BrowserAgent(world).get(path);
    expect([stranger.status, stranger.headers.location]).toEqual([303, '/console/sign-in']);
  });

  it('rename the organization, or say what is wrong with the name', async () => {
    const refused = await submit('/console/organization', '/console/organization/name', { name: ' ' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('Enter a name.');

    const renamed = await submit('/console/organization', '/console/organization/name', { name: 'N & W' });
    expect(renamed).toMatchObject({ status: 303, location: '/console/organization' });
    expect((await browser.get('/console/organization')).text).toContain('N &amp; W');
  });

  it('delete the organization once it is empty, and sign out', async () => {
    const web = await invitedMember(world, administrator, { name: 'web', nodeId: root });
    const blocked = await browser.get('/console/organization/deletion');
    expect(blocked.text).toContain('1 member account is still here.');
    expect(blocked.text).not.toContain('action="/console/organization/deletion"');

    const removal = `/console/members/removal?memberUin=${web.uin}`;
    await submit(removal, '/console/members/removal', { memberUin: String(web.uin) });
    const gone = await submit('/console/organization/deletion', '/console/organization/deletion', {});
    expect(gone).toMatchObject({ status: 303, location: '/console/sign-in' });
    expect((await browser.get('/console')).headers.location).toBe('/console/sign-in');
    expect((await browser.get('/northwind/login')).status).toBe(404);
  });

  describe('for departments', () => {
    it('show the tree around one, with counts, and find others by name', async () => {
      const production = await department('Production');
      await department('Development');
      const shop = await department('Shop', production);
      await member('web', shop);

      const page = await browser.get(`/console/departments/${production}`);
      expect(page.text).toMatch(/aria-current="page">[\s\S]{0,60}Production/);
      for (const name of ['Development', 'Shop']) expect(page.text).toContain(`title="${name}"`);
      const closed = await browser.get('/console/departments');
      expect(closed.text).not.toContain('title="Shop"');
      expect((await browser.get('/console/departments?department=sho')).text).toContain('title="Shop"');
      const below = await browser.get(`/console/departments/${production}?below=yes`);
      expect(below.text).toContain('>web</a>');
    });

    it('add, edit and delete one', async () => {
      const added = await submit(
        `/console/departments/${root}/sub-departments/new`,
        `/console/departments/${root}/sub-departments`,
        { name: 'Shop', remark: '<b>web</b>', tags: 'stage=live\n\nteam = a=b' },
      );
      const href = added.location ?? '';
      expect(href).toMatch(/^\/console\/departments\/\d+$/);
      const page = await browser.get(href);
      expect(page.text).toContain('&lt;b&gt;web&lt;/b&gt;');
      expect(page.text).toContain('stage=live');
      const edit = await browser.get(`${href}/edit`);
      expect(edit.text).toContain('stage=live\nteam=a=b</textarea>');
      await browser.submit(edit, `${href}/edit`, { name: 'Store', remark: '', tags: '' });
      expect((await browser.get(href)).text).toContain('>Store</h2>');

      const deleted = await submit(`${href}/deletion`, `${href}/deletion`, {});
      expect(deleted).toMatchObject({ status: 303, location: `/console/departments/${root}` });
      expect((await browser.get(href)).status).toBe(404);
    });

    it('show the typed values and the reason when a department cannot be added', async () => {
      await department('Shop');
      const refused = await submit(
        `/console/departments/${root}/sub-departments/new`,
        `/console/departments/${root}/sub-departments`,
        { name: 'Shop', remark: 'kept', tags: 'a=1\na=2' },
      );

      expect(refused.status).toBe(400);
      expect(refused.text).toContain('Use every key once.');
      expect(refused.text).toContain('>kept</textarea>');
      const taken = await submit(
        `/console/departments/${root}/sub-departments/new?lang=zh-CN`,
        `/console/departments/${root}/sub-departments`,
        { name: 'Shop', remark: '', tags: '' },
      );
      expect(taken.status).toBe(409);
      expect(taken.text).toContain('上级部门中已有名为“Shop”的部门。');
    });

    it('move members in, and out again', async () => {
      const shop = await department('Shop');
      const uin = String(await member('web'));
      const page = await browser.get(`/console/departments/${shop}/members/new`);
      await browser.submit(page, `/console/departments/${shop}/members`, { memberUin: uin });
      expect((await browser.get(`/console/departments/${shop}`)).text).toContain('>web</a>');

      const move = `/console/members/moves/new?memberUin=${uin}`;
      const moved = await submit(move, '/console/members/moves', { memberUin: uin, nodeId: String(root) });
      expect(moved.location).toBe(`/console/departments/${root}`);
      expect((await browser.get(`/console/departments/${shop}`)).text).toContain('No members here');
    });

    it('are nobody else’s', async () => {
      const southwind = await foundSouthwind(world);

      for (const path of ['', '/edit', '/deletion', '/members/new', '/sub-departments/new']) {
        const page = await browser.get(`/console/departments/${southwind.rootDepartmentId}${path}`);
        expect(page.status, path).toBe(404);
      }
      expect((await browser.get('/console/departments/x')).status).toBe(400);
    });
  });

  describe('for members', () => {
    it('create one, show it and edit it', async () => {
      const created = await submit('/console/members/new', '/console/members', {
        ...{ name: 'web', nodeId: String(root), paymentMode: 'PayOnBehalf' },
        permissionIds: ['1', '2', '4'],
      });
      const href = created.location ?? '';
      expect(href).toMatch(/^\/console\/members\/\d{12}$/);
      const page = await browser.get(href);
      expect(page.text).toContain('Pay on behalf');
      expect(page.text).toContain('Member created');

      const edited = await submit(`${href}/edit`, `${href}/edit`, {
        ...{ name: 'Web shop', nodeId: String(root), paymentMode: 'PayOnBehalf', remark: 'Live' },
        permissionIds: ['1', '2'],
      });
      expect(edited).toMatchObject({ status: 303, location: href });
      expect((await browser.get(href)).text).toContain('web →');
    });

    it('invite one, list the invitation, and take it back', async () => {
      const guest = await standAlone(world, 'Guest');
      const invited = await submit('/console/members/new?way=invite', '/console/members/invitations', {
        ...{ memberUin: String(guest.uin), name: 'Our guest', nodeId: String(root), paymentMode: 'SelfPay' },
        permissionIds: ['1', '2'],
      });
      expect(invited.location).toBe('/console/organization/changes/invitations');
      const list = await browser.get(invited.location ?? '');
      expect(list.text).toContain('Waiting for an answer');

      const { invitation_id: id } = await world.db
        .selectFrom('invitations')
        .select('invitation_id')
        .executeTakeFirstOrThrow();
      const action = `/console/organization/invitations/${id}/cancellation`;
      expect((await browser.submit(list, action)).status).toBe(303);
      const after = await browser.get('/console/organization/changes/invitations');
      expect(after.text).toContain('Cancelled');
      expect(after.text).not.toContain(action);
    });

    it('register one of a real cloud', async () => {
      const registered = await submit('/console/members/new?way=register', '/console/members/registrations', {
        ...{ memberUin: '700000123456', name: 'real', nodeId: String(root), paymentMode: 'SelfPay' },
        ...{ cloudSite: 'tencent-cn', permissionIds: ['1', '2'] },
      });

      expect(registered.location).toBe('/console/members/700000123456');
      const page = await browser.get('/console/members/700000123456');
      expect(page.text).toContain('Tencent Cloud China');
    });

    it('show the typed values and the reason when one cannot be added', async () => {
      const refused = await submit('/console/members/new?way=invite', '/console/members/invitations', {
        ...{ memberUin: 'abc', name: 'x'.repeat(26), nodeId: String(root), paymentMode: 'SelfPay' },
      });
      expect(refused.status).toBe(400);
      expect(refused.text).toContain(`value="${'x'.repeat(26)}"`);
      expect(refused.text).toContain('Use 1 to 25 letters');

      const unpaid = await submit('/console/members/new', '/console/members', {
        ...{ name: 'web', nodeId: String(root), paymentMode: 'SelfPay', permissionIds: ['1', '2'] },
      });
      expect(unpaid.status).toBe(409);
      expect(unpaid.text).toContain('A created member is paid for by the admin account at first.');
    });

    it('narrow the list by what is searched for and chosen, and page it', async () => {
      await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
      for (let number = 10; number < 61; number += 1) await member(`m${number}`);

      const first = await browser.get('/console/members');
      expect(first.text).toContain('1–50 of 53');
      expect((await browser.get('/console/members?page=2')).text).toContain('51–53 of 53');
      const invited = await browser.get('/console/members?memberType=Invite');
      expect(invited.text).toContain('1–1 of 1');
      expect(invited.text).toContain('>Guest</a>');
      expect((await browser.get('/console/members?q=m5')).text).toContain('1–10 of 10');
      expect((await browser.get('/console/members?memberType=x')).status).toBe(400);
    });

    it('remove those that may go, and say of each other one why it stays', async () => {
      const guest = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
      const web = await member('web');
      const chosen = `memberUin=${guest.uin}&memberUin=${web}`;
      const confirmation = await browser.get(`/console/members/removal?${chosen}`);
      expect(confirmation.text).toContain('1 member can be removed');
      expect(confirmation.text).toContain(`Account ${web} was created by the organization`);

      const removed = await browser.submit(confirmation, '/console/members/removal');
      expect([removed.status, removed.headers.location]).toEqual([303, '/console/members']);
      expect((await browser.get('/console/members')).text).not.toContain('>Guest</a>');
      expect((await browser.get('/console/organization/changes/departures')).text).toContain(
        'Member removed',
      );
      const blocked = await browser.get(`/console/members/removal?memberUin=${web}`);
      expect(blocked.text).not.toContain('action="/console/members/removal"');
      expect((await browser.get('/console/members/removal')).headers.location).toBe('/console/members');
    });

    it('tell after the fact which stayed when that changed meanwhile', async () => {
      const guest = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
      const other = await invitedMember(world, administrator, { name: 'Other', nodeId: root });
      const chosen = `memberUin=${guest.uin}&memberUin=${other.uin}`;
      const confirmation = await browser.get(`/console/members/removal?${chosen}`);
      const csrf = /name="_csrf" value="([^"]*)"/.exec(confirmation.text)?.[1] ?? '';
      await browser.submit(confirmation, '/console/members/removal', { memberUin: String(other.uin) });
      const both = { _csrf: csrf, memberUin: [String(guest.uin), String(other.uin)] };
      const result = await browser.post('/console/members/removal', both as never);

      expect(result.status).toBe(409);
      expect(result.text).toContain('1 member was removed; these stayed:');
      expect(result.text).toContain(`There is no account ${other.uin} in this organization.`);
    });

    it('offer a created one to somebody, who takes it over with the link', async () => {
      const href = `/console/members/${await member('web')}`;
      expect((await browser.get(href)).text).toContain(`${href}/root-user`);
      const offered = await submit(`${href}/root-user`, `${href}/root-user`, { email: 'owner@web.example' });
      const link = /value="https:\/\/login\.example\.com(\/account-console\/activation[^"]*)"/.exec(
        offered.text,
      );
      const visitor = new BrowserAgent(world);
      const page = await visitor.get(link?.[1] ?? '');
      const action = '/account-console/activation';
      const differing = { password: 'a long enough password', passwordAgain: 'another' };
      const refused = await visitor.submit(page, action, differing);
      expect(refused.text).toContain('The two passwords differ.');

      const same = { ...differing, passwordAgain: differing.password };
      const taken = await visitor.submit(refused, action, same);
      expect(taken.text).toContain('You are the root user');
      expect((await visitor.submit(page, action, same)).text).toContain('This link was used already');
      expect((await browser.get(href)).text).not.toContain(`${href}/root-user`);
    });

    it('are nobody else’s', async () => {
      const southwind = await foundSouthwind(world);

      for (const path of ['', '/edit', '/root-user']) {
        const page = await browser.get(`/console/members/${southwind.adminUin}${path}`);
        expect(page.status, path).toBe(404);
      }
    });
  });

  it('add a verified entity, choose its admin account, and remove one that is not used', async () => {
    const add = { authName: 'Elsewhere & Co' };
    await submit('/console/verified-entities', '/console/verified-entities', add);
    const again = await submit('/console/verified-entities', '/console/verified-entities', add);
    expect(again.status).toBe(409);
    expect(again.text).toContain('The entity “Elsewhere &amp; Co” is on the list already.');
    const { relation_id: id } = await world.db
      .selectFrom('verified_entities')
      .select('relation_id')
      .where('kind', '=', 'member')
      .executeTakeFirstOrThrow();
    const choose = `/console/verified-entities/${id}/administrator`;
    expect((await browser.get(choose)).text).toContain('No member is verified as this entity yet.');

    const guest = await invitedMember(world, administrator, {
      ...{ name: 'Guest', nodeId: root, authName: 'Elsewhere & Co' },
    });
    const chosen = await submit(choose, choose, { managerUin: String(guest.uin) });
    expect(chosen.location).toBe('/console/verified-entities');
    const list = await browser.get('/console/verified-entities');
    expect(list.text).toContain(String(guest.uin));
    expect(list.text).not.toContain(`/console/verified-entities/${id}/removal`);
    await submit('/console/verified-entities', '/console/verified-entities', { authName: 'Unused' });
    const removable = await browser.get('/console/verified-entities');
    await browser.submit(removable, `/console/verified-entities/${id + 2}/removal`);
    expect((await browser.get('/console/verified-entities')).text).not.toContain('>Unused<');
  });

  it('keep an invitation’s words as words', async () => {
    const guest = await standAlone(world, 'Guest');
    await world.execute(inviteOrganizationMember, administrator, {
      ...{ memberUin: guest.uin, name: 'Guest', nodeId: root, remark: '<script>alert(1)</script>' },
    });

    expect((await browser.get('/console/organization/changes')).text).not.toContain('<script>alert');
  });
});
