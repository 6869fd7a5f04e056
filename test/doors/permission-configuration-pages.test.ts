import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { authorize, createConfiguration, createPerson } from '../support/northwind.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../support/world.ts';

const home = '/console/permission-configurations';

describe('the pages of permission configurations', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let browser: BrowserAgent;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    browser = new BrowserAgent(world);
    const signIn = await browser.get('/console/sign-in');
    const account = { email: 'root@northwind.example', password: rootPassword };
    await browser.submit(signIn, '/console/sign-in', account);
  });

  const content = {
    description: 'Reads buckets',
    sessionDuration: '7200',
    relayState: '',
    policyIds: '2',
    customPolicyName: 'buckets',
    customPolicy:
      '{"version":"2.0","statement":[{"effect":"allow","action":["cos:GetBucket"],"resource":["*"]}]}',
  };

  it('create one, show what an edit changes and for whom, save it, and go back, without scripts', async () => {
    const form = await browser.get(`${home}/new`);
    const created = await browser.submit(form, home, {
      ...{ roleConfigurationName: 'Reader', description: '', sessionDuration: '3600', relayState: '' },
      tags: 'team=web',
    });
    const editPath = created.headers.location ?? '';
    const path = editPath.replace('/edit', '');
    const edit = await browser.get(editPath);
    expect(edit.text).toContain('AdministratorAccess');

    const changes = await browser.submit(edit, `${path}/changes`, content);
    expect(changes.text).toContain('ReadOnlyAccess');
    expect(changes.text).toContain('cos:GetBucket');
    expect((await browser.get(path)).text).not.toContain('cos:GetBucket');
    const saved = await browser.submit(changes, path);
    expect([saved.status, saved.headers.location]).toEqual([303, path]);
    const shown = (await browser.get(path)).text;
    for (const text of ['Reads buckets', 'ReadOnlyAccess', 'buckets', 'cos:GetBucket', 'team=web'])
      expect(shown).toContain(text);

    const late = await browser.submit(changes, path);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Somebody changed the permission configuration meanwhile');

    const back = await browser.get(`${path}/versions/1`);
    expect(back.text).toContain('taken out');
    const gone = await browser.submit(back, `${path}/versions/1`);
    expect(gone.headers.location).toBe(`${path}/versions`);
    expect((await browser.get(path)).text).not.toContain('cos:GetBucket');
    expect((await browser.get(`${path}/versions`)).text).toContain('Version 3');
    for (const page of [path, `${path}/deployments`, `${path}/versions`, `${path}/edit`, `${path}/deletion`])
      expect((await browser.get(page)).text, page).not.toMatch(/undefined|NaN|\[object|configurations\./);

    const deleted = await browser.submit(await browser.get(`${path}/deletion`), `${path}/deletion`);
    expect(deleted.headers.location).toBe(home);
    expect((await browser.get(path)).status).toBe(404);
  });

  it('keep what was typed when a policy has problems, and show each at its line', async () => {
    const id = await createConfiguration(world, administrator, zoneId, 'Reader', []);
    const path = `${home}/${id}`;
    const wrong = { ...content, customPolicy: '{"version":"2.0","statement":[{"effect":"permit"}]}' };

    const page = await browser.submit(await browser.get(`${path}/edit`), `${path}/changes`, wrong);

    expect(page.status).toBe(400);
    expect(page.text).toContain('permit');
    expect(page.text).toContain('Reads buckets');
    expect(page.text).toContain('source-wrong');
  });

  it('find policies to choose from, and lose neither what is chosen nor what is typed', async () => {
    const id = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    const path = `${home}/${id}`;
    const edit = await browser.get(`${path}/edit`);
    const csrf = /name="_csrf" value="([^"]*)"/.exec(edit.text)?.[1] ?? '';

    const found = await browser.post(`${path}/edit`, {
      ...{ ...content, _csrf: csrf, version: '2', policySearch: 'administrator' },
    });

    expect(found.text).toContain('AdministratorAccess');
    expect(found.text).toMatch(/value="2" checked/);
    expect(found.text).not.toContain('QcloudCamReadOnlyAccess');
    expect(found.text).toContain('Reads buckets');
  });

  it('name what stands in the way of a deletion, with links', async () => {
    const id = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    const user = await createPerson(world, administrator, zoneId, 'alice');
    await authorize(world, administrator, zoneId, [{ user, uin, configuration: id }]);

    const page = await browser.get(`${home}/${id}/deletion`);

    expect(page.text).toContain('1 authorization<');
    expect(page.text).toContain(`href="${home}/${id}/deployments"`);
    expect(page.text).toContain('1 policy<');
    expect(page.text).not.toContain(`action="${home}/${id}/deletion"`);
  });
});
