import { inflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRoleAssignment } from '../../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { createUser } from '../../src/domain/identity-center/users/create-user.ts';
import { updateUserStatus } from '../../src/domain/identity-center/users/update-user-status.ts';
import { withOrigin } from '../../src/platform/origin.ts';
import { northwindTrail, type Trail } from '../domain/audit/trail.ts';
import { type SsoConsole, signIn } from '../domain/identity-center/sso/sso-console.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { testIdentityProvider } from '../support/identity-provider.ts';
import { createConfiguration, trustIdentityProvider } from '../support/northwind.ts';
import { foundSpace } from '../support/world.ts';

describe('the audit pages', () => {
  let trail: Trail;
  let admin: SsoConsole;
  beforeEach(async () => {
    trail = await northwindTrail();
    admin = await signIn(trail.world);
  });
  const get = async (path: string) => (await admin.browser.get(path)).text;
  const links = (page: string) =>
    [...page.matchAll(/href="\/console\/audit\/(\d+)"/g)].map(([, id]) => Number(id));

  it('list what happened, the latest first, and lead to what it was', async () => {
    const { world, administrator, zoneId } = trail;
    const { userInfo } = await trail.create('alice');
    await world.execute(updateUserStatus, administrator, {
      zoneId,
      userId: userInfo.userId,
      newUserStatus: 'Disabled',
    });
    await trail.seal();
    const page = await get('/console/audit');

    expect(links(page)).toEqual([4, 3, 2, 1]);
    const detail = await get('/console/audit/4');
    expect(detail).toContain('organization:UpdateUserStatus');
    expect(detail).toMatch(/<del>Enabled<\/del>[\s\S]*<ins>Disabled<\/ins>/);
    expect((await admin.browser.get('/console/audit/99')).status).toBe(404);
    expect((await admin.browser.get('/console/audit/x')).status).toBe(400);
  });

  it('say how many are about to be sealed', async () => {
    await trail.create('alice');

    expect(await get('/console/audit')).toContain('3 more events match and are being sealed');
  });

  it.each([
    ['?q=ALICE', [4, 3]],
    ['?q=nothing-like-this', []],
    ['?q=%25', []],
    ['?actor=root', [4, 3]],
    ['?actor=visitor', [2]],
    ['?action=organization:CreateUser', [4, 3]],
    ['?action=organization:S*', [1]],
    ['?action=sts:*', [2]],
    ['?outcome=refused', [4]],
    ['?outcome=done', [3, 2, 1]],
    ['?from=2026-07-29T16:09&to=2026-07-29T16:10', [4, 3, 2, 1]],
    ['?from=2026-07-29T16:10', []],
    ['?requestId=req-of-alice', [3]],
    ['?uin=100000000001', [4, 3, 2, 1]],
    ['?uin=100000000002', []],
  ])('find %s', async (query, found) => {
    await withOrigin({ address: '', requestId: 'req-of-alice' }, () => trail.create('alice'));
    await trail.create('alice').catch(() => {});
    await trail.seal();

    expect(links(await get(`/console/audit${query}`))).toEqual(found);
  });

  it('say what is wrong with a filter, on the page, with what was typed', async () => {
    const response = await admin.browser.get('/console/audit?uin=abc&action=%3Cb%3E');

    expect(response.status).toBe(400);
    expect(response.text).toContain('role="alert"');
    expect(response.text).toContain('value="&lt;b&gt;"');
  });

  it('go on page by page, keeping the filter', async () => {
    for (let count = 0; count < 120; count += 1) await trail.create(`user-${count}`);
    await trail.seal();
    const seen: number[] = [];
    let path: string | undefined = '/console/audit?action=organization%3ACreateUser';
    while (path) {
      const page = await get(path);
      seen.push(...links(page));
      const href = /rel="next" href="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
      path = href && `/console/audit${href}`;
    }

    expect(seen).toHaveLength(120);
    expect([...seen].sort((one, other) => other - one)).toEqual(seen);
  });

  it('export what matches as NDJSON, each line with its hash, and record the export', async () => {
    await trail.create('alice');
    await trail.create('bob');
    await trail.seal();
    const filter = { action: 'organization:CreateUser', format: 'ndjson' };
    const response = await admin.post('/console/audit/exports', filter);

    expect(response.headers['content-type']).toContain('application/x-ndjson');
    expect(response.headers['content-disposition']).toBe('attachment; filename=audit-records-up-to-4.ndjson');
    const lines = textOf(response)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ sequence, record }) => [sequence, record.input.userName])).toEqual([
      [3, 'alice'],
      [4, 'bob'],
    ]);
    expect((await trail.world.auditTrail()).at(-1)).toBe('organization:ExportAuditEvents');
  });

  it('export as CSV that a spreadsheet takes for text, whatever people typed', async () => {
    const { world, administrator, zoneId } = trail;
    const evil = { zoneId, userName: 'eve', description: '=cmd|calc' };
    await withOrigin({ address: '', requestId: '=HYPERLINK("x")' }, () =>
      world.execute(createUser, administrator, evil),
    );
    await trail.seal();
    const csv = textOf(await admin.post('/console/audit/exports', { format: 'csv' }));

    const [header, ...rows] = csv.trimEnd().split('\n');
    expect(header).toMatch(/^\uFEFFsequence,time,outcome,action,/);
    expect(rows).toHaveLength(3);
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).not.toMatch(/(^|,)"?[=+@-]/m);
  });

  it('export thousands of records whole, in their order', async () => {
    const event = {
      ...{
        organization_id: trail.organizationId,
        action: 'organization:CreateUser',
        actor: '{}',
        input: '{}',
      },
      occurred_at: trail.world.clock.now(),
    };
    await trail.db
      .insertInto('audit_events')
      .values(Array.from({ length: 2345 }, () => event))
      .execute();
    await trail.seal();
    const text = textOf(await admin.post('/console/audit/exports', { format: 'ndjson' }));

    const sequences = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).sequence);
    expect(sequences).toEqual(Array.from({ length: 2347 }, (_, place) => place + 1));
  });

  it('are for nobody else: not strangers, not another organization', async () => {
    await foundSpace(trail.world, { spaceName: 'fabrikam', email: 'root@fabrikam.example' });
    await trail.seal();
    const other = await signIn(trail.world, 'root@fabrikam.example');
    const stranger = new BrowserAgent(trail.world);

    expect((await other.browser.get('/console/audit/1')).status).toBe(404);
    expect(textOf(await other.post('/console/audit/exports', { format: 'ndjson' }))).not.toContain(
      'northwind',
    );
    expect((await stranger.get('/console/audit')).headers.location).toBe('/console/sign-in');
    expect((await admin.browser.post('/console/audit/exports', { format: 'csv' })).status).toBe(403);
  });

  it('call what happened by the id of the request and its address, also logins and jobs', async () => {
    const { world, administrator, zoneId, adminUin } = trail;
    const { userInfo } = await trail.create('alice');
    const idp = await testIdentityProvider();
    await trustIdentityProvider(world, administrator, zoneId, idp);
    const configuration = await createConfiguration(world, administrator, zoneId, 'Admins', []);
    const browser = new BrowserAgent(world);
    const { headers } = await browser.get('/saml/northwind/login');
    const message = new URL(headers.location ?? '').searchParams.get('SAMLRequest') ?? '';
    const xml = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
    const to = {
      entityId: 'https://login.example.com/saml/northwind/metadata',
      acsUrl: 'https://login.example.com/saml/northwind/acs',
    };
    const answer = (nameId: string) =>
      idp.respond(
        idp.parts({ ...to, now: world.clock.now(), nameId, inResponseTo: / ID="([^"]*)"/.exec(xml)?.[1] }),
      );
    const post = (nameId: string) => browser.post('/saml/northwind/acs', { SAMLResponse: answer(nameId) });
    const accepted = await post('alice');
    const refused = await post('mallory');
    await withOrigin({ address: '', requestId: 'req-of-the-grant' }, () =>
      world.execute(createRoleAssignment, administrator, {
        zoneId,
        roleAssignmentInfo: [
          {
            ...{ principalType: 'User', principalId: userInfo.userId, targetUin: adminUin },
            ...{ targetType: 'MemberUin', roleConfigurationId: configuration },
          },
        ],
      }),
    );
    await world.runJobs();

    const told = (await trail.events())
      .slice(-4)
      .map((event) => [
        event.action.split(':')[1],
        event.outcome,
        event.actor_name,
        event.request_id,
        event.organization_id,
      ]);
    const id = (response: typeof accepted) => response.headers['x-request-id'];
    expect(told).toEqual([
      ['CompleteLogin', 'done', 'alice', id(accepted), trail.organizationId],
      ['CompleteLogin', 'refused', 'visitor', id(refused), trail.organizationId],
      ['CreateRoleAssignment', 'done', `${adminUin}/root`, 'req-of-the-grant', trail.organizationId],
      ['WorkOffTasks', 'done', 'system', 'req-of-the-grant', trail.organizationId],
    ]);
    expect((await trail.events()).find(({ request_id: of }) => of === id(accepted))?.address).toMatch(
      /127\.0\.0\.1$/,
    );
  });
});

/** Of a download, which is text or bytes to the client as its type says. */
const textOf = ({ text, body }: { text?: string; body: unknown }): string =>
  text ?? (Buffer.isBuffer(body) ? body.toString('utf8') : String(body));
