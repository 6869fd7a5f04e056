import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Controlled,
  controlledOrganization,
  denying,
  everythingStored,
  member,
  node,
} from '../domain/organization/service-control-policies/controlled-organization.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import { rootPassword } from '../support/world.ts';

const pages = '/console/organization/service-control-policies';
const statement = {
  tab: 'visual',
  's0.effect': 'deny',
  's0.service': 'batch',
  's0.shown': 'batch',
  's0.actions': 'these',
  's0.action': 'DeleteJob',
  's0.resources': 'all',
};

describe('the pages of service control policies', () => {
  let company: Controlled;
  let browser: BrowserAgent;
  let web: number;
  let shop: number;
  let _csrf: string;
  beforeEach(async () => {
    company = await controlledOrganization();
    web = await company.addDepartment('Web', company.root);
    shop = await company.addMember('Shop', web);
    browser = new BrowserAgent(company.world);
    const front = await browser.get('/console/sign-in');
    const person = { email: 'root@northwind.example', password: rootPassword };
    await browser.submit(front, '/console/sign-in', person);
    _csrf = hiddenFields((await browser.get(`${pages}/new`)).text)._csrf ?? '';
  });

  const text = async (path: string) => {
    const { status, text: page } = await browser.get(pages + path);
    expect(status, path).toBe(200);
    return page;
  };
  /** With boxes of which several may be ticked. */
  const post = (path: string, fields: Record<string, string>, ticked = new URLSearchParams()) => {
    const several = [...new Set(ticked.keys())].map((name) => [name, ticked.getAll(name)]);
    return browser.post(pages + path, { _csrf, ...fields, ...Object.fromEntries(several) });
  };
  const stored = () => everythingStored(company.world);

  it('are for nobody who is not signed in, and take no form without the token of this session', async () => {
    const stranger = new BrowserAgent(company.world);
    const policyId = await company.create('No_batch', denying('batch:*'));
    const before = await stored();

    for (const path of [
      '',
      '/targets',
      '/enablement',
      '/new',
      `/${policyId}`,
      `/${policyId}/edit`,
      `/members/${shop}`,
    ]) {
      expect((await stranger.get(pages + path)).headers.location, path).toBe('/console/sign-in');
    }
    for (const path of [
      '',
      '/drafts',
      '/enablement',
      '/enablement/removal',
      `/${policyId}`,
      `/${policyId}/removal`,
      `/${policyId}/bindings`,
      `/${policyId}/bindings/removal`,
      `/members/${shop}/bindings`,
      `/members/${shop}/bindings/several`,
      `/${policyId}/bindings/several`,
    ]) {
      expect((await browser.post(pages + path, { ...statement, _csrf: 'x' })).status, path).toBe(403);
    }
    expect(await stored()).toEqual(before);
  });

  it('bind several that are ticked, from either side, and say so when nothing is', async () => {
    const policies = [
      await company.create('No_cvm', denying('cvm:*')),
      await company.create('No_cos', denying('cos:*')),
    ];
    const choice = await text(`/departments/${web}/bindings/new`);
    for (const policyId of policies)
      expect(choice).toMatch(
        new RegExp(`type="checkbox" form="several" name="policyId" value="${policyId}"`),
      );
    const chosen = new URLSearchParams(policies.map((policyId) => ['policyId', String(policyId)]));
    const many = await post(`/departments/${web}/bindings/several`, {}, chosen);
    expect([many.status, many.headers.location]).toEqual([303, `${pages}/departments/${web}`]);
    expect((await company.policyNames(node(web))).toSorted()).toEqual([
      'FullQcloudAccess',
      'No_cos',
      'No_cvm',
    ]);
    expect(await text(`/departments/${web}/bindings/new`)).not.toContain('type="checkbox"');

    const targets = new URLSearchParams(
      [`NODE ${company.root}`, `MEMBER ${shop}`].map((id) => ['target', id]),
    );
    const both = await post(`/${policies[0]}/bindings/several`, {}, targets);
    expect([both.status, both.headers.location]).toEqual([303, `${pages}/${policies[0]}`]);
    for (const target of [node(company.root), member(shop)])
      expect(await company.policyNames(target)).toContain('No_cvm');

    const before = await stored();
    const nothing = await post(`/${policies[1]}/bindings/several`, {});
    expect(nothing.status).toBe(400);
    expect(nothing.text).toContain('role="alert"');
    expect(await stored()).toEqual(before);
  });

  it('say what disabling and enabling does before it is done', async () => {
    const question = await browser.get(`${pages}/enablement`);
    expect(question.text).toContain('All 3 bindings are removed.');
    const { headers } = await browser.submit(question, `${pages}/enablement/removal`);
    expect(headers.location).toBe(pages);
    expect(await stored()).toMatchObject({ enabled: [], bindings: [] });
    expect(await text('')).not.toContain(`${pages}/new`);

    const again = await browser.get(`${pages}/enablement`);
    expect(again.text).toContain('every department (2) and every member (1)');
    await browser.submit(again, `${pages}/enablement`);
    expect((await stored()).bindings).toHaveLength(3);

    const late = await post('/enablement', {});
    expect(late.status).toBe(409);
    expect(late.text).toContain('are enabled in this organization');
  });

  it('a policy is written with fields, statement by statement, without scripts', async () => {
    const named = { name: 'No_deletion', description: 'why' };
    const empty = await post('/drafts', { ...named, ...statement, 's0.service': 'tcr', change: 'show' });
    expect(empty.text).toContain('value="DescribeInstances"');
    expect(empty.text).toContain('value="No_deletion"');

    const two = await post('/drafts', { ...named, ...statement, change: 'add-statement' });
    expect(two.text).toMatch(/value="DeleteJob" checked/);
    expect(two.text).toContain('name="s1.effect"');
    const condition = await post('/drafts', { ...statement, change: 'add-condition.0' });
    expect(condition.text).toContain('name="s0.c0.key"');

    const saved = await post('', { ...named, ...statement });
    const policy = (await stored()).policies.at(-1);
    expect(saved.headers.location).toBe(`${pages}/${policy?.policy_id}`);
    expect(policy).toMatchObject({ name: 'No_deletion', description: 'why', kind: 'custom' });
    expect(JSON.parse(policy?.document ?? '')).toEqual({
      version: '2.0',
      statement: [{ effect: 'deny', action: ['batch:DeleteJob'], resource: ['*'] }],
    });
    expect(await text(`/${policy?.policy_id}/edit`)).toMatch(/value="DeleteJob" checked/);
  });

  it('both tabs are one draft, and what the editor cannot show stays in JSON and says so', async () => {
    const json = await post('/drafts', { ...statement, change: 'tab.json' });
    expect(json.text).toContain('batch:DeleteJob');
    expect(json.text).toContain('name="content"');
    const back = await post('/drafts', {
      tab: 'json',
      content: denying('batch:DeleteJob'),
      change: 'tab.visual',
    });
    expect(back.text).toMatch(/value="DeleteJob" checked/);

    const several = denying('batch:DeleteJob', 'cvm:RunInstances');
    const stays = await post('/drafts', { tab: 'json', content: several, change: 'tab.visual' });
    expect(stays.text).toContain('cannot show this policy');
    expect(stays.text).toContain('cvm:RunInstances');
    expect((await stored()).policies).toHaveLength(1);
  });

  it.each([
    ['en', 'Found &#34;permit&#34;; expected: allow or deny.'],
    ['zh-CN', '应为：allow 或 deny'],
  ])('problems are shown where they stand, in %s', async (language, sentence) => {
    await browser.get(`${pages}?lang=${language}`);
    const before = await stored();
    const content = denying('cos:*').replace('deny', 'permit').replaceAll(',', ',\n');

    const refused = await post('', { name: 'Bad', tab: 'json', content });

    expect(refused.status).toBe(400);
    expect(refused.text).toContain(sentence);
    expect(refused.text).toContain('$.statement[0].effect');
    expect(refused.text).not.toContain('refusals.');
    const fields = { ...statement, name: 'Bad', 's0.resources': 'these', 's0.resource': 'qcs::cos' };
    const placed = await post('', fields);
    expect(placed.status).toBe(400);
    expect(placed.text).toMatch(/id="s0.resource-problem"><p>[^<]*qcs::cos/);
    expect(await stored()).toEqual(before);
  });

  it('a name that cannot be is said at its field, and nothing that was typed is lost', async () => {
    const refused = await post('', { ...statement, name: 'not a name', description: 'kept' });

    expect(refused.status).toBe(400);
    expect(refused.text).toContain('Use 1 to 128 letters, digits and underscores.');
    expect(refused.text).toContain('value="kept"');
    expect(refused.text).toMatch(/value="DeleteJob" checked/);
  });

  it('a policy is bound and unbound on its page, and its target says from where it comes', async () => {
    const policyId = await company.create('No_batch', denying('batch:*'));
    const choice = await browser.get(`${pages}/${policyId}/bindings/new?q=web`);
    expect(choice.text).not.toContain('Shop');
    const { headers } = await post(`/${policyId}/bindings`, { target: `NODE ${web}`, q: 'web', page: '' });
    expect(headers.location).toBe(`${pages}/${policyId}/bindings/new?q=web`);
    expect(await text(`/members/${shop}`)).toMatch(
      /Inherited from Web[\s\S]*No_batch[\s\S]*Inherited from Root/,
    );

    const own = await text(`/departments/${web}`);
    expect(own).toContain(`action="${pages}/departments/${web}/bindings/removal"`);
    await post(`/${policyId}/bindings/removal`, { target: `NODE ${web}` });
    expect(await company.policyNames(node(web))).toEqual(['FullQcloudAccess']);
  });

  it('a target binds and unbinds too, and keeps its last policy', async () => {
    const policyId = await company.create('Only_batch', denying('batch:*'));
    expect(await text(`/members/${shop}/bindings/new`)).toContain('Only_batch');
    await post(`/members/${shop}/bindings`, { policyId: String(policyId) });
    await post(`/members/${shop}/bindings/removal`, { policyId: String(await company.systemPolicy()) });
    expect(await company.policyNames(member(shop))).toEqual(['Only_batch']);
    expect(await text(`/members/${shop}`)).toContain('The last policy stays');

    const before = await stored();
    const last = await post(`/members/${shop}/bindings/removal`, { policyId: String(policyId) });
    expect(last.status).toBe(409);
    expect(last.text).toContain('This is the last policy of “Shop”');
    expect(await stored()).toEqual(before);
  });

  it('what may not be is not offered, and refused when asked anyway', async () => {
    const system = await company.systemPolicy();
    const shown = await text(`/${system}`);
    expect(shown).not.toContain('/edit"');
    expect(shown).not.toContain(`/${system}/removal"`);
    const policyId = await company.create('No_batch', denying('batch:*'));
    await company.attach(policyId, node(web));
    expect(await text(`/${policyId}`)).not.toContain(`/${policyId}/removal"`);

    const before = await stored();
    expect((await post(`/${system}/removal`, {})).text).toContain('is a system policy');
    expect((await post(`/${system}`, { ...statement, name: 'Mine' })).text).toContain('is a system policy');
    const bound = await post(`/${policyId}/removal`, {});
    expect(bound.status).toBe(409);
    expect(bound.text).toContain('still bound');
    expect(await stored()).toEqual(before);
  });

  it('an unbound policy is deleted after a question', async () => {
    const policyId = await company.create('No_batch', denying('batch:*'));
    const question = await browser.get(`${pages}/${policyId}/removal`);
    expect((await stored()).policies).toHaveLength(2);

    const { headers } = await browser.submit(question, `${pages}/${policyId}/removal`);
    expect(headers.location).toBe(pages);
    expect((await stored()).policies).toHaveLength(1);
    expect((await browser.get(`${pages}/${policyId}`)).status).toBe(404);
  });

  it('long lists are searched and paged', async () => {
    for (let number = 1; number <= 55; number += 1)
      await company.create(`policy_${number}`, denying('cvm:*'));

    expect(await text('')).toContain('1–50 of 56');
    expect(await text('?page=2')).toContain('51–56 of 56');
    expect((await browser.get(`${pages}?page=9`)).headers.location).toBe('?page=2');
    expect((await browser.get(`${pages}?page=999999`)).headers.location).toBe('?page=2');
    expect(await text('?q=policy_5')).toContain('of 7');
    expect(await text('?q=nothing')).toContain('Nothing found');
    expect(await text('/targets?q=sho')).toContain('1–1 of 1');
  });

  it.each([
    '/999',
    '/x',
    '/departments/999',
    '/members/1',
    '/999/edit',
    '/999/removal',
    '/elsewhere/1',
    '/members/x',
  ])('what does not exist is not found: %s', async (path) => {
    expect((await browser.get(pages + path)).status).toBe(404);
  });

  it('the guide opens from the console in both languages', async () => {
    for (const [language, heading, menu] of [
      ['en', 'How a request is judged', 'Service control policies'],
      ['zh-CN', '请求如何判定', '服务管控策略'],
    ]) {
      const guide = await browser.get(`/console/guides/service-control-policies?lang=${language}`);
      expect(guide.text).toContain(heading);
      expect(guide.text).toContain(`<a href="${pages}">${menu}</a>`);
    }
    for (const name of ['toString', 'nothing'])
      expect((await browser.get(`/console/guides/${name}`)).status).toBe(404);
  });
});
