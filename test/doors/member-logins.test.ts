import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCamUser } from '../../src/domain/cam/users/add-user.ts';
import { bindOrganizationPolicySubAccount } from '../../src/domain/organization/member-logins/authorizations/bind-organization-policy-sub-account.ts';
import { createMemberContact } from '../../src/domain/organization/member-logins/contacts/create-member-contact.ts';
import { signIn } from '../domain/identity-center/sso/sso-console.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import {
  admin,
  type Company,
  document,
  everythingOf,
  openCompany,
  southwind,
} from '../support/member-logins.ts';

const home = '/console/organization';
const authorizations = `${home}/member-logins/authorizations`;
const password = 'Correct-horse-7';

type Pair = [string, string | number];
const query = (...pairs: Pair[]) =>
  String(new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])));
const locationOf = ({ headers }: { headers: Record<string, string | undefined> }): string =>
  headers.location ?? '';
/** What a form posts that has a name more than once. */
const fieldsOf = (...pairs: Pair[]) => query(...pairs) as unknown as Record<string, string>;

describe('the pages of member logins', () => {
  let company: Company;
  let console: Awaited<ReturnType<typeof signIn>>;
  async function open() {
    company = await openCompany();
    console = await signIn(company.world);
  }
  const post = (path: string, ...pairs: Pair[]) =>
    console.browser.post(home + path, fieldsOf(['_csrf', console._csrf], ...pairs));
  const text = (path: string) => console.text(home + path);

  /** The browser of a CAM user of the admin account. */
  async function signInAs(name: string) {
    await company.world.execute(addCamUser, company.administrator, { name, consoleLogin: 1, password });
    const browser = new BrowserAgent(company.world);
    const front = await browser.get('/console/sign-in?as=cam-user');
    const uin = String(company.adminUin);
    await browser.submit(front, '/console/sign-in', { uin, userName: name, password });
    return browser;
  }

  describe('while things change', () => {
    beforeEach(open);

    it('lead from a new login permission to its roles in several members', async () => {
      const created = await post(
        '/login-permissions',
        ['identityAliasName', 'operator'],
        ['description', 'Runs things'],
        ['policyIds', 2],
        ['policyIds', 5],
        ['customPolicyName', 'Servers'],
        ['customPolicy', document()],
      );
      const id = locationOf(created).split('/').at(-1);
      expect(created.status).toBe(303);
      const shown = await text(`/login-permissions/${id}`);
      for (const part of [
        'operator',
        'Runs things',
        'ReadOnlyAccess',
        'QcloudTCRFullAccess',
        'cvm:Describe*',
      ]) {
        expect(shown).toContain(part);
      }

      const chosen = query(['member', company.web], ['member', company.shop]);
      expect(await text(`/member-permissions/configuration?${chosen}`)).toContain('2 members selected');
      const preview = await text(`/member-permissions/configuration/preview?${chosen}&identity=${id}`);
      expect(preview).toContain('1 login permission selected');
      const done = await post(
        '/member-permissions/configuration',
        ['member', company.web],
        ['member', company.shop],
        ['identity', Number(id)],
      );
      expect([done.status, done.headers.location]).toEqual([303, `${home}/member-permissions`]);
      expect(await text(`/login-permissions/${id}`)).toContain(`${home}/member-permissions/${company.web}`);
    });

    it('keep what was ticked over search and pages, and say it once', async () => {
      const found = await text(
        `/member-permissions?${query(['q', 'sho'], ['member', company.web], ['member', company.shop])}`,
      );

      expect(found).toContain('Also chosen: 1 member');
      for (const uin of [company.web, company.shop]) {
        const boxes = found.match(new RegExp(`<input[^>]*value="${uin}"[^>]*>`, 'g')) ?? [];
        expect(boxes).toEqual([expect.stringContaining('checked')]);
      }
      expect(found).not.toContain(String(company.data));
    });

    it('show what became of each member, when not all went well', async () => {
      const reader = await company.permission('reader');
      const { status, text: page } = await post(
        '/member-permissions/configuration?lang=zh-CN',
        ['member', company.web],
        ['member', company.real],
        ['identity', reader],
      );

      expect(status).toBe(200);
      expect(page).toContain('2 项中有 1 项未成功');
      expect(page).toContain('位于云站点“tencent-cn”');
      const refused = await post(
        '/member-permissions/configuration?lang=en',
        ['member', company.real],
        ['identity', reader],
      );
      expect(refused.status).toBe(409);
      expect(refused.text).toContain('lives on the cloud site “tencent-cn”');
    });

    it('lead in three steps to an authorization, with the permissions that all members have', async () => {
      const reader = await company.permission('reader');
      await company.configure([company.web, company.shop], [reader]);
      const policyPage = (...uins: number[]) =>
        text(
          `/member-logins/authorizations/new/policy?${query(...uins.map((uin): Pair => ['member', uin]))}`,
        );
      const both = await policyPage(company.web, company.shop);
      const three = await policyPage(company.web, company.shop, company.data);
      const none = await policyPage(company.web, company.real);
      const options = (page: string) =>
        [...page.matchAll(/<option value="\d+"[^>]*>([^<]*)/g)].map(([, name]) => name);
      expect([options(both), options(three), options(none)]).toEqual([['Admin', 'reader'], ['Admin'], []]);
      expect(none).toContain('These members have no login permission in common');

      const wrong = await post(
        '/member-logins/authorizations',
        ['member', company.web],
        ['identityId', reader],
        ['policyName', 'two words'],
      );
      expect(wrong.status).toBe(400);
      expect(wrong.text).toMatch(/name="policyName"[\s\S]*?value="two words"[\s\S]*?aria-invalid="true"/);
      const created = await post(
        '/member-logins/authorizations',
        ['member', company.web],
        ['member', company.shop],
        ['identityId', reader],
        ['policyName', 'readers'],
      );
      const subUsers = locationOf(created);
      expect(subUsers).toMatch(/\/authorizations\/\d+\/sub-users$/);

      const ann = await company.subUser('ann');
      expect(await console.text(subUsers)).toContain(`value="${ann}"`);
      const bound = await console.browser.post(
        subUsers,
        fieldsOf(['_csrf', console._csrf], ['subUser', ann]),
      );
      expect(bound.status).toBe(303);
      expect(await console.text(subUsers)).toMatch(new RegExp(`value="${ann}" disabled`));
      expect(await console.text(authorizations)).toContain('title="ann"');

      const one = locationOf(bound);
      const unbound = await console.submitFrom(one, `${one}/sub-users/${ann}/removal`);
      expect([unbound.status, unbound.headers.location]).toEqual([303, one]);
      expect(await console.text(one)).toContain('Nobody is authorized by this policy yet');
      expect((await console.submitFrom(one, `${one}/removal`)).headers.location).toBe(authorizations);
      expect((await console.browser.get(one)).status).toBe(404);
    });

    it('let an authorized sub-user into the member, and show nothing else', async () => {
      const policyId = await company.policy('admins', admin, [company.web]);
      const browser = await signInAs('ann');
      const user = await company.world.db.selectFrom('cam_users').selectAll().executeTakeFirstOrThrow();
      await company.world.execute(bindOrganizationPolicySubAccount, company.administrator, {
        policyId,
        orgSubAccountUins: [user.user_uin],
      });

      const page = await browser.get(`${home}/member-logins`);
      expect(page.text).toContain(String(company.web));
      expect(page.text).not.toContain(String(company.shop));
      expect(page.text).not.toContain(authorizations);
      for (const path of [
        '/login-permissions',
        '/member-permissions',
        '/member-contacts',
        '/delegated-administrators',
      ]) {
        expect((await browser.get(home + path)).status, path).toBe(403);
        expect(page.text, path).not.toContain(`href="${home}${path}"`);
      }

      const action = `${home}/member-logins/${company.web}/session`;
      const entered = await browser.submit(page, action, { identityId: String(admin) });
      expect([entered.status, entered.headers.location]).toEqual([303, '/account-console/hand-over']);
      const arrived = await browser.get('/account-console/hand-over');
      expect(arrived.headers.location).toBe('/account-console');
      const inside = await browser.get('/account-console');
      expect(inside.text).toContain('OrganizationAccessControlRole');
      expect(inside.text).toMatch(/ann/);
      expect((await browser.get(`${home}/member-logins`)).status).toBe(200);
    });

    it('do not let anybody in who only posts the form', async () => {
      const browser = await signInAs('mallory');
      const page = await browser.get(`${home}/member-logins`);
      const { _csrf = '' } = hiddenFields(page.text);
      expect(page.text).toContain('There is no member that you may log in to');

      const refused = await browser.post(`${home}/member-logins/${company.web}/session`, {
        _csrf,
        identityId: '1',
      });
      expect(refused.status).toBe(403);
      expect((await browser.get('/account-console')).status).not.toBe(200);
      expect(await company.world.db.selectFrom('sts_sessions').selectAll().execute()).toEqual([]);
    });

    it('keep contacts: add, confirm, change and remove', async () => {
      const path = `/member-contacts/${company.web}`;
      const wrong = await post(path, ['name', 'Ann'], ['email', 'ann'], ['messageKinds', 'security']);
      expect(wrong.status).toBe(400);
      expect(wrong.text).toMatch(/id="email"[\s\S]*?value="ann"[\s\S]*?aria-invalid="true"/);
      expect((await post(path, ['name', 'Ann'], ['email', 'ann@example.com'])).text).toContain(
        'Choose at least one kind of message.',
      );
      const added = await post(
        path,
        ['name', 'Ann'],
        ['email', 'ann@example.com'],
        ['messageKinds', 'security'],
        ['messageKinds', 'finance'],
      );
      expect(added.headers.location).toBe(home + path);
      expect((await text('/member-contacts')).match(/No address is confirmed yet/g)).toHaveLength(1);

      const { contact_id: id } = await company.world.db
        .selectFrom('member_contacts')
        .selectAll()
        .executeTakeFirstOrThrow();
      const of = `${home}${path}/contacts/${id}`;
      expect((await console.submitFrom(home + path, `${of}/verification`)).status).toBe(303);
      expect(await text(path)).toContain('Confirmed');
      expect(await console.text(of)).toMatch(/value="finance" checked/);
      await console.submitFrom(of, of, {
        name: 'Ann Lee',
        email: 'lee@example.com',
        messageKinds: 'account',
      });
      expect(await text(path)).toContain('Not confirmed');
      expect((await console.submitFrom(home + path, `${of}/removal`)).status).toBe(303);
      expect(await text(path)).toContain('No contacts yet');
    });

    it('delegate a service: members, then for whom', async () => {
      const path = '/delegated-administrators/config';
      const scope = await text(`${path}/new/scope?member=${company.web}&managementScope=2`);
      expect(scope).toMatch(new RegExp(`name="node" value="${company.rootDepartmentId}"`));
      const refused = await post(path, ['member', company.web], ['managementScope', 2]);
      expect(refused.status).toBe(400);
      expect(refused.text).toContain('Choose the departments or members');
      const done = await post(
        path,
        ['member', company.web],
        ['managementScope', 2],
        ['node', company.rootDepartmentId],
        ['scopeUins', `${company.shop}, ${company.data}`],
      );
      expect(done.headers.location).toBe(home + path);
      expect(await text(path)).toMatch(/title="Root"[\s\S]*title="data"[\s\S]*title="shop"/);
      const removal = `${home}${path}/members/${company.web}/removal`;
      expect((await console.submitFrom(home + path, removal)).status).toBe(303);
      expect(await text(path)).toContain('No delegated administrators yet');
    });
  });

  describe('with nothing to change', () => {
    let paths: string[];
    let forms: [string, ...Pair[]][];
    beforeAll(async () => {
      await open();
      const id = await company.permission('"><script>alert(1)</script>'.replace(/[^\w ]/g, ''), [
        { policyType: 1, policyName: '<b>', policyDocument: document() },
      ]);
      await company.configure([company.web], [id]);
      const policyId = await company.policy('readers', id, [company.web]);
      await company.world.execute(createMemberContact, company.administrator, {
        memberUin: company.web,
        name: '<img src=x onerror=alert(1)>',
        email: 'ann@example.com',
        messageKinds: ['security'],
      });
      const { contact_id: contactId } = await company.world.db
        .selectFrom('member_contacts')
        .selectAll()
        .executeTakeFirstOrThrow();
      const chosen = `member=${company.web}&member=${company.shop}`;
      paths = [
        ...['', '/new', `/${id}`, `/${id}/edit`, '/1'].map((path) => `/login-permissions${path}`),
        ...[
          '',
          `?${chosen}&q=x`,
          `/configuration?${chosen}`,
          `/configuration/preview?${chosen}&identity=1`,
        ].map((path) => `/member-permissions${path}`),
        ...[`/removal?${chosen}`, `/${company.web}`, `/${company.data}`].map(
          (path) => `/member-permissions${path}`,
        ),
        ...['', '/authorizations', '/authorizations/new', `/authorizations/new/policy?${chosen}`].map(
          (path) => `/member-logins${path}`,
        ),
        ...['', '/sub-users', '/members', `/policy?${chosen}`].map(
          (path) => `/member-logins/authorizations/${policyId}${path}`,
        ),
        ...['', `/${company.web}`, `/${company.web}/contacts/${contactId}`].map(
          (path) => `/member-contacts${path}`,
        ),
        ...['', '/config', '/config/new', `/config/new/scope?${chosen}`, '/controlcenter'].map(
          (path) => `/delegated-administrators${path}`,
        ),
      ];
      forms = [
        ['/login-permissions', ['identityAliasName', 'new'], ['policyIds', 2]],
        [`/login-permissions/${id}`, ['description', 'x'], ['policyIds', 2]],
        [`/login-permissions/${id}/removal`],
        ['/member-permissions/configuration', ['member', company.shop], ['identity', id]],
        ['/member-permissions/removal', ['member', company.shop], ['identity', admin]],
        [`/member-permissions/${company.shop}/permissions/1/removal`],
        [`/member-logins/${company.web}/session`, ['identityId', admin]],
        [
          '/member-logins/authorizations',
          ['member', company.web],
          ['identityId', admin],
          ['policyName', 'new'],
        ],
        [`/member-logins/authorizations/${policyId}`, ['member', company.web], ['identityId', admin]],
        [`/member-logins/authorizations/${policyId}/sub-users`, ['subUser', 1]],
        [`/member-logins/authorizations/${policyId}/sub-users/1/removal`],
        [`/member-logins/authorizations/${policyId}/removal`],
        [
          `/member-contacts/${company.web}`,
          ['name', 'B'],
          ['email', 'b@example.com'],
          ['messageKinds', 'product'],
        ],
        [
          `/member-contacts/${company.web}/contacts/${contactId}`,
          ['name', 'B'],
          ['email', 'b@example.com'],
          ['messageKinds', 'product'],
        ],
        [`/member-contacts/${company.web}/contacts/${contactId}/verification`, ['email', 'ann@example.com']],
        [`/member-contacts/${company.web}/contacts/${contactId}/removal`],
        ['/delegated-administrators/config', ['member', company.web]],
        [`/delegated-administrators/config/members/${company.web}/removal`],
      ];
    });
    const stored = async () => ({
      ...(await everythingOf(company.world)),
      sessions: await company.world.db.selectFrom('sts_sessions').selectAll().execute(),
    });

    it('have words for everything they say, in both languages, and run nothing that somebody typed', async () => {
      for (const path of paths) {
        const separator = path.includes('?') ? '&' : '?';
        const english = await console.browser.get(`${home}${path}${separator}lang=en`);
        const chinese = await text(`${path}${separator}lang=zh-CN`);
        expect(english.status, path).toBe(200);
        const main = (page: string) => page.slice(page.indexOf('<main'));
        expect(main(english.text + chinese), path).not.toMatch(
          /\b(memberLogins|contacts|delegations|refusals|status|list)\.[a-zA-Z]+\b(?!\.)|{{|undefined|<img src=x|<b>/,
        );
        expect(chinese, path).toMatch(/<title>[^<]*·/);
      }
    });

    it('are for nobody who is not signed in', async () => {
      const stranger = new BrowserAgent(company.world);
      const token = hiddenFields((await stranger.get('/console/sign-in')).text);
      const before = await stored();

      for (const path of paths) {
        expect((await stranger.get(home + path)).headers.location, path).toBe('/console/sign-in');
      }
      for (const [path, ...pairs] of forms) {
        const { headers } = await stranger.post(
          home + path,
          fieldsOf(['_csrf', token._csrf ?? ''], ...pairs),
        );
        expect(headers.location, path).toBe('/console/sign-in');
      }
      expect(await stored()).toEqual(before);
    });

    it('take no form without the token of this session, nor from a CAM user without permissions', async () => {
      const nobody = await signInAs('nobody');
      const { _csrf = '' } = hiddenFields((await nobody.get(`${home}/member-logins`)).text);
      const before = await stored();

      for (const [path, ...pairs] of forms) {
        expect(
          (await console.browser.post(home + path, fieldsOf(['_csrf', _csrf], ...pairs))).status,
          path,
        ).toBe(403);
        expect((await nobody.post(home + path, fieldsOf(['_csrf', _csrf], ...pairs))).status, path).toBe(403);
      }
      expect(await stored()).toEqual(before);
    });

    it('show and change nothing of another organization', async () => {
      await openCompany(company.world, southwind);
      const other = await signIn(company.world, southwind.email);
      const before = await stored();

      for (const path of paths) {
        expect(await other.text(home + path), path).not.toMatch(/scriptalert|readers|ann@example/);
      }
      for (const [path, ...pairs] of forms) {
        if (path === '/login-permissions') continue;
        const { status } = await other.browser.post(home + path, fieldsOf(['_csrf', other._csrf], ...pairs));
        expect([400, 403, 404, 409], `${path} ${status}`).toContain(status);
      }
      expect(await stored()).toEqual(before);
    });

    it.each<[string, ...Pair[]]>([
      ['/login-permissions', ['identityAliasName', '\0']],
      ['/login-permissions/x/removal'],
      ['/login-permissions/9999999999999999999', ['description', '']],
      ['/member-permissions/configuration', ['member', 'x'], ['identity', -1]],
      ['/member-permissions/1e3/permissions/1.5/removal'],
      ['/member-logins/%00/session', ['identityId', 1]],
      [
        '/member-logins/authorizations',
        ['member', 1],
        ['member', 1],
        ['identityId', 'x'],
        ['policyName', ''],
      ],
      ['/member-logins/authorizations/x/sub-users', ['subUser', 'x']],
      ['/member-contacts/x', ['name', ''], ['email', '']],
      ['/delegated-administrators/__proto__', ['member', 1]],
      ['/delegated-administrators/config', ['managementScope', 7]],
    ])('answer what is posted to %s cleanly', async (path, ...pairs) => {
      const before = await stored();
      const { status } = await post(path, ...pairs);

      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(await stored()).toEqual(before);
    });
  });
});
