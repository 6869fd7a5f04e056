import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverAll } from '../../src/doors/worker/audit-rounds.ts';
import { northwindTrail, type Trail } from '../domain/audit/trail.ts';
import { type SsoConsole, signIn } from '../domain/identity-center/sso/sso-console.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { type Collector, startCollector, webhookSecret } from '../support/collector.ts';
import { foundSpace } from '../support/world.ts';

describe('the pages of tracking sets', () => {
  let trail: Trail;
  let admin: SsoConsole;
  let collector: Collector;
  beforeEach(async () => {
    trail = await northwindTrail();
    admin = await signIn(trail.world);
    collector = await startCollector();
    trail.world.settings.trackingPrivateHosts = ['localhost'];
  });
  afterEach(() => collector.stop());

  const get = async (path: string) => (await admin.browser.get(path)).text;
  const typed = () => ({
    kind: 'webhook',
    name: 'collector',
    webhookUrl: `${collector.url}/hook`,
    credential: webhookSecret,
    memberUins: '',
    actions: 'organization:CreateUser\norganization:UpdateTrackingSet*',
    outcomes: 'all',
    fromBeginning: 'false',
  });
  async function create(fields = {}): Promise<string> {
    const { headers } = await admin.post('/console/tracking-sets', { ...typed(), ...fields });
    expect(headers.location).toMatch(/^\/console\/tracking-sets\/ts-\w+$/);
    return headers.location ?? '';
  }
  const deliver = async () => {
    await trail.seal();
    return deliverAll(trail.world.execute);
  };

  it('create one, show how far it is behind, what went wrong, and that it caught up', async () => {
    const page = await create();
    await trail.create('alice');
    await trail.seal();
    expect(await get(page)).toContain('1 record');

    collector.trouble.push(503);
    await deliver();
    const failing = await get(page);
    expect(failing).toContain('answered 503.');
    expect(failing).toContain('1 delivery in a row has failed');
    expect(await get('/console/tracking-sets')).toContain('1 delivery in a row has failed');

    trail.world.clock.advance(5);
    await deliver();
    const caughtUp = await get(page);
    expect(caughtUp).toContain('0 records');
    expect(caughtUp).not.toContain('answered 503.');
    expect(collector.received.at(-1)?.problem).toBe('');
  });

  it('try a delivery and say how it went', async () => {
    const page = await create();
    await admin.post(`${page}/tests`);
    expect(await get(page)).toContain('hx-trigger="every 2s"');
    await deliver();

    const tested = await get(page);
    expect(tested).toContain('The test delivery arrived');
    expect(tested).not.toContain('hx-trigger');
  });

  it('let one rest and go on, change it and delete it', async () => {
    const page = await create();
    await admin.post(`${page}/status`, { newStatus: 'Disabled' });
    expect(await get(page)).toContain('value="Enabled"');
    const edited = { ...typed(), name: 'renamed', credential: '', memberUins: `${trail.adminUin}` };
    expect((await admin.post(page, edited)).headers.location).toBe(page);
    expect(await get(page)).toContain('renamed');
    expect(await get(`${page}/edit`)).toContain(String(trail.adminUin));

    expect((await admin.post(`${page}/removal`)).headers.location).toBe('/console/tracking-sets');
    expect((await admin.browser.get(page)).status).toBe(404);
    expect((await admin.post(`${page}/removal`)).status).toBe(404);
  });

  it('show each kind of destination its own fields', async () => {
    expect(await get('/console/tracking-sets/new?kind=bucket')).toContain('name="bucketUrl"');
    expect(await get('/console/tracking-sets/new?kind=folder')).toContain('name="folder"');
    expect(await get('/console/tracking-sets/new?kind=else')).toContain('name="webhookUrl"');
  });

  it('say at the field what is wrong, keep what was typed, and never the secret', async () => {
    const wrong = { ...typed(), webhookUrl: 'http://example.com/', outcomes: 'refused' };
    const response = await admin.post('/console/tracking-sets', wrong);

    expect(response.status).toBe(400);
    expect(response.text).toContain('value="http://example.com/"');
    expect(response.text).toMatch(/aria-describedby="webhookUrl-problem"/);
    expect(response.text).toMatch(/<option value="refused" selected>/);
    expect(response.text).not.toContain(webhookSecret);
    expect(JSON.stringify(await trail.events())).not.toContain(webhookSecret);
  });

  it('never show the secret again', async () => {
    const page = await create();

    for (const path of [page, `${page}/edit`, '/console/tracking-sets']) {
      expect(await get(path)).not.toContain(webhookSecret);
    }
  });

  it('are for nobody else: not strangers, not another organization, not without the token', async () => {
    const page = await create();
    await foundSpace(trail.world, { spaceName: 'fabrikam', email: 'root@fabrikam.example' });
    const other = await signIn(trail.world, 'root@fabrikam.example');
    const stranger = new BrowserAgent(trail.world);

    for (const path of [page, `${page}/edit`]) {
      expect((await other.browser.get(path)).status).toBe(404);
      expect((await stranger.get(path)).headers.location).toBe('/console/sign-in');
    }
    for (const path of [page, `${page}/status`, `${page}/tests`, `${page}/removal`]) {
      expect((await other.post(path, { ...typed(), newStatus: 'Disabled' })).status, path).toBe(404);
      expect((await admin.browser.post(path, typed())).status, path).toBe(403);
    }
    expect(await get(page)).toContain('value="Disabled"');
  });
});
