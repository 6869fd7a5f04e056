import { beforeEach, describe, expect, it } from 'vitest';
import { updateOrganizationMember } from '../../src/domain/organization/accounts/update-organization-member.ts';
import { northwindTrail, type Trail } from '../domain/audit/trail.ts';
import { signIn } from '../domain/identity-center/sso/sso-console.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { invitedMember } from '../support/organization.ts';
import { rootPassword } from '../support/world.ts';
import { signInAs, textOf } from './account-console/account-console.ts';

describe('the audit pages of an account', () => {
  let trail: Trail;
  let browser: BrowserAgent;
  let uin: number;
  beforeEach(async () => {
    trail = await northwindTrail();
    const { world, administrator, rootDepartmentId: nodeId } = trail;
    const email = `root-of-${(await world.auditTrail()).length}@accounts.example`;
    uin = (await invitedMember(world, administrator, { name: 'shop', nodeId })).uin;
    browser = new BrowserAgent(world);
    const page = await browser.get('/account-console/sign-in?as=root');
    await browser.submit(page, '/account-console/sign-in', { email, password: rootPassword });
    await browser.submit(await browser.get('/account-console/groups/new'), '/account-console/groups', {
      groupName: '=cmd|calc',
      remark: 'secret-of-the-shop',
    });
    await world.execute(updateOrganizationMember, administrator, { memberUin: uin, remark: 'for sale' });
    await trail.seal();
  });
  const linksIn = (page: string) =>
    [...page.matchAll(/href="\/account-console\/audit\/(\d+)"/g)].map(([, place]) => place ?? '');

  it('list what concerns the account, lead to it, and say who of the others only in general', async () => {
    const list = await browser.get('/account-console/audit');
    const [latest] = linksIn(list.text);
    const text = textOf(await browser.get(`/account-console/audit/${latest}`));

    expect(textOf(list)).toMatch(/UpdateOrganizationMember organization Your organization/);
    expect(text).toContain('organization:UpdateOrganizationMember');
    expect(text).toContain('so who exactly, from where and with which input is not shown');
    expect(text).not.toContain('for sale');
    expect((await browser.get('/account-console/audit/1')).status).toBe(404);
    expect((await browser.get('/account-console/audit?from=never')).status).toBe(400);
  });

  it('export what matches as NDJSON and as a table that a spreadsheet takes for text', async () => {
    const form = '/account-console/audit/exports';
    const page = await browser.get('/account-console/audit');
    const ndjson = await browser.submit(page, form, { format: 'ndjson' });
    const lines = fileOf(ndjson)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const csv = fileOf(await browser.submit(page, form, { format: 'csv' }));

    expect(ndjson.headers['content-disposition']).toContain(`audit-of-${uin}-up-to-`);
    expect(lines.at(-1)).toMatchObject({
      ...{ action: 'organization:UpdateOrganizationMember', party: 'organization' },
      ...{ actorName: '', address: '', input: null },
    });
    expect(fileOf(ndjson)).not.toContain('northwind');
    expect(csv).toMatch(/^\uFEFFsequence,time,outcome,action,party,/);
    expect(csv).not.toMatch(/(^|,)"?[=+@-]/m);
    expect((await trail.world.auditTrail()).slice(-2)).toEqual([
      'cloudaudit:ExportEvents',
      'cloudaudit:ExportEvents',
    ]);
  });

  it('are for nobody whom the policies do not let read them, and are not offered', async () => {
    const ada = await signInAs(trail.world, uin, 'ada');
    const home = await ada.get('/account-console');

    expect(home.text).not.toContain('/account-console/audit');
    expect((await ada.get('/account-console/audit')).status).toBe(403);
    expect((await ada.get('/account-console/audit/3')).status).toBe(403);
    const _csrf = /name="_csrf" value="([^"]*)"/.exec(home.text)?.[1] ?? '';
    const posted = await ada.post('/account-console/audit/exports', { _csrf, format: 'csv' });
    expect(posted.status).toBe(403);
    expect(fileOf(posted)).not.toContain('secret-of-the-shop');
  });
});

describe('a refusal on record', () => {
  it('is said in the reader’s language, with what was recorded beside it', async () => {
    const trail = await northwindTrail();
    const admin = await signIn(trail.world);
    await trail.create('alice');
    await trail.create('alice').catch(() => {});
    await trail.seal();
    const last = (await trail.records()).at(-1);
    const page = async (language: string) =>
      textOf(await admin.browser.get(`/console/audit/${last?.sequence}?lang=${language}`));

    expect(last?.details).toBe('{"name":"alice"}');
    expect(await page('en')).toContain(`Reason · ${last?.code} ${last?.reason}`);
    expect(await page('en')).not.toContain('On record:');
    const chinese = await page('zh-CN');
    expect(chinese).toMatch(/原因 · UsernameAlreadyExists [^a-z]*“alice”/);
    expect(chinese).toContain(`记录原文： ${last?.reason}`);
  });

  it('is said as it was recorded when the record is from before its values were kept', async () => {
    const trail = await northwindTrail();
    const admin = await signIn(trail.world);
    await trail.db
      .insertInto('audit_events')
      .values({
        ...{ organization_id: trail.organizationId, action: 'organization:CreateUser', outcome: 'refused' },
        ...{ code: 'UsernameAlreadyExists', reason: 'The user name "bob" is taken.' },
        ...{ actor: '{}', input: '{}', occurred_at: trail.world.clock.now() },
      })
      .execute();
    await trail.seal();
    const last = (await trail.records()).at(-1);

    expect(textOf(await admin.browser.get(`/console/audit/${last?.sequence}?lang=zh-CN`))).toContain(
      'UsernameAlreadyExists The user name "bob" is taken.',
    );
    expect((await trail.verify()).broken).toBeUndefined();
  });
});

/** Of a download, which is text or bytes to the client as its type says. */
const fileOf = ({ text, body }: { text?: string; body: unknown }): string =>
  text ?? (Buffer.isBuffer(body) ? body.toString('utf8') : String(body));
