import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { createOrganizationMember } from '../../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../../src/domain/organization/departments/add-organization-node.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import { createConfiguration, createGroupOf, createPerson } from '../support/northwind.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../support/world.ts';

const drafts = '/console/authorizations/drafts';

describe('the wizard of multi-account authorization, without scripts', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let root: number;
  let browser: BrowserAgent;
  let draft: string;
  let production: number;
  let [shop, blog] = [0, 0];
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, rootDepartmentId: root } = await foundSpace(world));
    production = (
      await world.execute(addOrganizationNode, administrator, { parentNodeId: root, name: 'Production' })
    ).nodeId;
    [shop, blog] = [await member('shop'), await member('blog')];
    browser = new BrowserAgent(world);
    const signIn = await browser.get('/console/sign-in');
    const account = { email: 'root@northwind.example', password: rootPassword };
    await browser.submit(signIn, '/console/sign-in', account);
    const begun = await browser.submit(await browser.get('/console/authorizations'), drafts);
    draft = (begun.headers.location ?? '').replace(/\/accounts$/, '');
  });

  const member = async (name: string) =>
    (await world.execute(createOrganizationMember, administrator, { name, nodeId: production })).uin;

  /** Posts a step as a browser would: every hidden field, the boxes that are ticked, and the button. */
  async function post(path: string, change: (ticked: Map<string, Set<string>>) => void, go: string) {
    const page = await browser.get(path);
    const ticked = new Map<string, Set<string>>();
    const boxes = page.text.matchAll(/type="checkbox" name="(\w+)" value="([^"]*)"( checked)?/g);
    for (const [, name = '', value = '', checked] of boxes) {
      if (!ticked.has(name)) ticked.set(name, new Set());
      if (checked) ticked.get(name)?.add(value);
    }
    change(ticked);
    const fields = {
      ...hiddenIn(page.text),
      ...Object.fromEntries([...ticked].map(([name, set]) => [name, [...set]])),
    };
    return browser.post(path.split('?')[0] ?? '', { ...fields, go } as Record<string, string>);
  }
  /** With every value of a name that comes more than once. */
  function hiddenIn(html: string): Record<string, unknown> {
    const fields: Record<string, string[]> = {};
    for (const [, name = '', value = ''] of html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g))
      fields[name] = [...(fields[name] ?? []), value];
    return { ...fields, _csrf: fields._csrf?.[0] };
  }
  const tick = (name: string, value: string | number) => (ticked: Map<string, Set<string>>) =>
    ticked.get(name)?.add(String(value));
  const untick = (name: string, value: string | number) => (ticked: Map<string, Set<string>>) =>
    ticked.get(name)?.delete(String(value));

  it('chooses a department by one box and an account out of it, and keeps everything on the way', async () => {
    const toTree = await post(`${draft}/accounts`, tick('node', production), `?node=${production}`);
    expect(toTree.headers.location).toBe(`${draft}/accounts?node=${production}`);
    const inside = await browser.get(`${draft}/accounts?node=${production}`);
    expect(inside.text).toContain('2/2');
    expect(inside.text).toContain(`name="account" value="${shop}" checked`);

    const on = await post(`${draft}/accounts?node=${production}`, untick('account', blog), 'principals');
    expect(on.headers.location).toBe(`${draft}/principals`);
    const back = await browser.get(`${draft}/accounts?node=${production}`);
    expect(back.text).toContain(`name="account" value="${shop}" checked`);
    expect(back.text).not.toContain(`name="account" value="${blog}" checked`);
    expect(back.text).toContain('1/2');
  });

  it('shows in the review who gains what, submits, and follows the tasks until they have ended', async () => {
    const people = [];
    for (const name of ['alice', 'bob', 'carol'])
      people.push(await createPerson(world, administrator, zoneId, name));
    const group = await createGroupOf(world, administrator, zoneId, 'developers', people);
    const admin = await createConfiguration(world, administrator, zoneId, 'Admin', ['AdministratorAccess']);
    await post(`${draft}/accounts`, tick('node', production), 'principals');
    await post(`${draft}/principals`, tick('group', group), 'configurations');
    const last = await post(`${draft}/configurations`, tick('configuration', admin), 'review');

    const review = await browser.get(last.headers.location ?? '');
    expect(review.text).toContain('People who gain access: 3, in accounts: 2');
    expect(review.text).toContain('Admin: people 3, accounts 2');
    const submitted = await browser.submit(review, `${draft}/submission`);
    const progress = submitted.headers.location ?? '';
    const begun = (await browser.get(progress)).text;
    expect(begun).toContain('hx-trigger="every 2s"');
    expect(begun).toMatch(/aria-current="page">Pending \(2\)</);
    await world.runJobs();
    const ended = (await browser.get(progress)).text;
    expect(ended).toContain('All tasks have succeeded.');
    expect(ended).not.toMatch(/Failed \(0\)|No task is in this state/);
    expect(ended).not.toContain('hx-trigger="every');
    expect((await browser.get(`${draft}/review`)).status).toBe(404);
  });

  it('looks right while nothing is chosen, and offers no submission', async () => {
    for (const step of ['accounts', 'principals', 'configurations', 'review']) {
      const page = await browser.get(`${draft}/${step}`);
      expect(page.status, step).toBe(200);
      expect(page.text, step).not.toMatch(/undefined|NaN|\[object|authorizations\.\w/);
    }
    expect((await browser.get(`${draft}/review`)).text).not.toContain('Submit 0');
    expect((await browser.get(drafts)).text).toContain(draft);
  });

  it('begins at an account with that account, from its page', async () => {
    const page = await browser.get(`/console/authorizations/accounts/${shop}`);
    for (const tab of ['authorizations', 'deployments', 'synchronizations'])
      expect((await browser.get(`/console/authorizations/accounts/${shop}?tab=${tab}`)).text).not.toMatch(
        /undefined|NaN|\[object|authorizations\.\w/,
      );

    const begun = await browser.submit(page, drafts);

    const accounts = await browser.get(`${begun.headers.location}?chosen=yes`);
    expect(accounts.text).toContain(`name="account" value="${shop}" checked`);
    expect(accounts.text).not.toContain(`value="${blog}"`);
    expect((await browser.get('/console/authorizations/accounts/1')).status).toBe(404);
  });

  it('refuses a validity that is none, and keeps the page', async () => {
    const review = await browser.get(`${draft}/review`);
    const wrong = { startTime: '2026-08-02T00:00', endTime: '2026-08-01T00:00' };
    const hidden = hiddenFields(review.text);
    const refused = await browser.post(`${draft}/validity`, { ...hidden, ...wrong });

    expect(refused.status).toBe(400);
    expect(refused.text).toContain('An authorization ends after it starts.');
    const none = { ...hidden, startTime: 'x', endTime: '' };
    expect((await browser.post(`${draft}/validity`, none)).status).toBe(400);
    expect((await browser.post(`${draft}/submission`, none)).status).toBe(400);
  });

  it('submits nothing without an end that was typed but not set; the review shows it first', async () => {
    const alice = await createPerson(world, administrator, zoneId, 'alice');
    const reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    await post(`${draft}/accounts`, tick('node', production), 'principals');
    await post(`${draft}/principals`, tick('user', alice), 'configurations');
    await post(`${draft}/configurations`, tick('configuration', reader), 'review');
    const typed = { startTime: '', endTime: '2027-01-01T00:00' };

    const held = await browser.submit(await browser.get(`${draft}/review`), `${draft}/submission`, typed);

    expect(held.headers.location).toBe(`${draft}/review?times=new`);
    const granted = () => world.db.selectFrom('authorizations').select('ends_at').execute();
    expect(await granted()).toEqual([]);
    const review = await browser.get(held.headers.location ?? '');
    expect(review.text).toContain('Nothing is submitted yet.');
    await browser.submit(review, `${draft}/submission`, typed);
    await world.runJobs();
    const until = { ends_at: new Date('2027-01-01T00:00:00Z') };
    expect(await granted()).toEqual([until, until]);
  });
});
