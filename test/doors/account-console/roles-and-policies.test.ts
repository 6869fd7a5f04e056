import { beforeEach, describe, expect, it } from 'vitest';
import { trustAccount } from '../../../src/domain/cam/roles/trust-policy.ts';
import { localCloudAccount } from '../../../src/domain/identity-center/deployment/local-cloud-account.ts';
import type { BrowserAgent } from '../../support/browser-agent.ts';
import { testIdentityProvider } from '../../support/identity-provider.ts';
import type { World } from '../../support/world.ts';
import { openAccountConsole, textOf } from './account-console.ts';

const at = (path: string) => `/account-console${path}`;
const policy = (action: string) =>
  JSON.stringify({ version: '2.0', statement: [{ effect: 'allow', action, resource: '*' }] }, null, 2);

describe('roles, policies and identity providers at the account console', () => {
  let world: World;
  let uin: number;
  let browser: BrowserAgent;
  beforeEach(async () => {
    ({ world, uin, browser } = await openAccountConsole());
  });

  const submit = async (page: string, action: string, fields: Record<string, string> = {}) =>
    browser.submit(await browser.get(at(page)), at(action), fields);

  it('show a refused policy with what is wrong at its place, and keep the text', async () => {
    const policyDocument = `{\n  "version": "2.0",\n  "statement": [\n    { "effect": "permit", "action": "cos:*", "resource": "*" }\n  ]\n}`;
    const refused = await submit('/policies/new', '/policies', { policyName: 'Buckets', policyDocument });

    expect(refused.status).toBe(400);
    const page = textOf(refused);
    expect(page).toContain('Line 4, column 17 $.statement[0].effect');
    expect(page).toContain('Found "permit"; expected: allow or deny.');
    expect(refused.text).toContain('<span class="source-number">4</span>');
    expect(page).toContain('{ "effect": "permit", "action": "cos:*", "resource": "*" }');
    await browser.get(at('/policies?lang=zh-CN'));
    const chinese = await submit('/policies/new', '/policies', { policyName: 'Buckets', policyDocument });
    expect(textOf(chinese)).toContain('第 4 行，第 17 列');
  });

  it('write a policy, add versions, choose which is in force, and delete it', async () => {
    const made = await submit('/policies/new', '/policies', {
      policyName: 'Buckets',
      policyDocument: policy('cos:Get*'),
    });
    const href = (made.headers.location ?? '').replace('/account-console', '');
    await submit(`${href}/versions/new`, `${href}/versions`, {
      policyDocument: policy('cos:Put*'),
      setAsDefault: '1',
    });

    expect(textOf(await browser.get(at(href)))).toMatch(/"action": "cos:Put\*".*Version 2 In force/);
    await submit(href, `${href}/versions/1/default`);
    expect(textOf(await browser.get(at(href)))).toMatch(/"action": "cos:Get\*".*Version 1 In force/);
    expect(textOf(await browser.get(at(`${href}/versions/2`)))).toContain('"action": "cos:Put*"');
    const page = await browser.get(at(`${href}/versions/new`));
    const csrf = /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    await browser.post(at(`${href}/document`), { _csrf: csrf, policyDocument: policy('cos:List*') });
    expect(textOf(await browser.get(at(href)))).toMatch(/"action": "cos:List\*".*Version 1 In force/);
    expect((await submit(href, `${href}/deletion`)).headers.location).toBe(at('/policies'));
    expect((await browser.get(at(href))).status).toBe(404);
  });

  it('list policies by kind, and let nobody edit a preset one', async () => {
    await submit('/policies/new', '/policies', { policyName: 'Buckets', policyDocument: policy('cos:*') });

    expect(textOf(await browser.get(at('/policies?scope=custom')))).not.toContain('ReadOnlyAccess');
    expect(textOf(await browser.get(at('/policies?scope=preset&q=read')))).not.toContain('Buckets');
    const preset = await browser.get(at('/policies/1'));
    expect(textOf(preset)).toContain('They cannot be edited or deleted.');
    expect(preset.text).not.toContain(at('/policies/1/deletion'));
  });

  it('make roles for accounts, services and identity providers, and by a document', async () => {
    const { metadata } = await testIdentityProvider();
    await submit('/identity-providers/new', '/identity-providers', {
      name: 'Corporate',
      samlMetadataDocument: metadata,
    });
    const make = (kind: string, fields: Record<string, string>) =>
      submit(`/roles/new?for=${kind}`, '/roles', { roleName: `by-${kind}`, ...fields });

    await make('account', { accountUin: String(uin) });
    await make('service', { service: 'cvm.qcloud.com' });
    await make('provider', { provider: 'Corporate' });
    await make('document', { policyDocument: JSON.stringify(trustAccount(uin)) });
    const list = textOf(await browser.get(at('/roles')));
    expect(list).toMatch(/by-account .*Account qcs::cam::uin\/\d+:root/);
    expect(list).toContain('Service cvm.qcloud.com');
    expect(list).toContain(`Identity provider qcs::cam::uin/${uin}:saml-provider/Corporate`);
    expect((await browser.get(at('/roles/by-document'))).status).toBe(200);

    const refused = await make('document', { policyDocument: policy('sts:AssumeRole') });
    expect(textOf(refused)).toContain('expected: no resource: a trust policy lies on its role');
  });

  it('change a role, its trust policy and its policies, and delete it', async () => {
    await submit('/roles/new', '/roles', { roleName: 'saml', accountUin: String(uin) });
    const href = '/roles/saml';
    await submit(href, `${href}/description`, { description: 'Works' });
    await submit(href, `${href}/session-duration`, { sessionDuration: '900' });
    await submit(href, `${href}/console-login`);
    await submit(`${href}/policies/new?q=batch`, `${href}/policies`, { policyId: '7' });
    const tooLong = await submit(href, `${href}/session-duration`, { sessionDuration: '90000' });
    expect(tooLong.text).toContain('A session lasts at most 43,200 seconds.');

    const page = textOf(await browser.get(at(href)));
    expect(page).toContain('15 min');
    expect(page).toMatch(/Console access Yes/);
    expect(page).toContain('QcloudBatchFullAccess');
    await submit(`${href}/trust-policy`, `${href}/trust-policy`, {
      policyDocument: JSON.stringify(trustAccount(uin + 1)),
    });
    expect(textOf(await browser.get(at(href)))).toContain(`qcs::cam::uin/${uin + 1}:root`);
    expect((await submit(href, `${href}/deletion`)).headers.location).toBe(at('/roles'));
  });

  it('show who manages a deployed role, and offer no change of it', async () => {
    const roleName = 'TencentCloudSSO-Reader';
    const deployment = { roleName, description: '', policyDocument: trustAccount(uin), sessionSeconds: 900 };
    await world.db
      .transaction()
      .execute((db) =>
        localCloudAccount({ db, now: world.clock.now() }, uin, 'z-space').createRole(deployment),
      );

    expect(textOf(await browser.get(at('/roles')))).toContain('Identity Center z-space');
    const page = await browser.get(at(`/roles/${roleName}`));
    expect(textOf(page)).toContain('Identity Center manages this role (space z-space)');
    expect(page.text.match(/method="post" action="\/account-console\/roles/g)).toBeNull();
    const editor = await browser.get(at(`/roles/${roleName}/trust-policy`));
    const forced = await browser.submit(editor, at(`/roles/${roleName}/trust-policy`), {
      policyDocument: JSON.stringify(trustAccount(uin)),
    });
    expect(forced.status).toBe(409);
    expect(textOf(forced)).toContain('It can only be changed there.');
  });

  it('ask once for the role of a service, say what the service may do, and grant it', async () => {
    const window = '/service-roles/CM_QCSRole/authorization';
    const asked = `${window}?service=monitor.cloud.tencent.com`;
    const page = textOf(await browser.get(at(asked)));
    expect(page).toContain('QcloudAccessForCMRoleInPromHostingService');
    expect(page).toContain('monitor.cloud.tencent.com asks to work in this account');

    const granted = await submit(asked, window);
    expect(granted.headers.location).toBe(at('/roles/CM_QCSRole?granted=yes'));
    expect(textOf(await browser.get(granted.headers.location ?? ''))).toContain('The service is authorized.');
    expect((await browser.get(at(asked))).headers.location).toBe(at('/roles/CM_QCSRole'));
    expect((await browser.get(at(`${window}?service=other.qcloud.com`))).status).toBe(404);
  });

  it('read the metadata of an identity provider, and say what is wrong with it', async () => {
    const { metadata, entityId } = await testIdentityProvider();
    const create = (samlMetadataDocument: string) =>
      submit('/identity-providers/new', '/identity-providers', { name: 'Corporate', samlMetadataDocument });

    expect((await create('hello')).text).toContain('The metadata is not readable XML');
    await create(metadata);
    expect(textOf(await browser.get(at('/identity-providers')))).toContain(entityId);
    const href = '/identity-providers/Corporate';
    await submit(href, href, { description: 'Main', samlMetadataDocument: '' });
    expect(textOf(await browser.get(at(href)))).toContain('Main');
    expect((await submit(href, `${href}/deletion`)).headers.location).toBe(at('/identity-providers'));
  });

  it('switch user SSO on and off', async () => {
    const { metadata, entityId } = await testIdentityProvider();
    await submit('/user-sso', '/user-sso', { samlMetadataDocument: metadata });

    expect(textOf(await browser.get(at('/user-sso')))).toContain(`On: users come through ${entityId}.`);
    await submit('/user-sso', '/user-sso/deletion');
    expect(textOf(await browser.get(at('/user-sso')))).toContain('Off: users sign in by password.');
  });
});
