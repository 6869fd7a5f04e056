import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Directory, Principal } from '../../src/action/actor.ts';
import { acceptScimKey } from '../../src/domain/identity-center/scim/accept-scim-key.ts';
import { recordScimRequest } from '../../src/domain/identity-center/scim/record-scim-request.ts';
import { expectGoodPage, launchChromium, openWindow, signIn } from '../support/chromium.ts';
import { createGroupOf, createPerson } from '../support/northwind.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../support/world.ts';

const longName = `${'a-very-long-name.'.repeat(3)}x`;

describe('SCIM synchronization in Chromium', () => {
  let world: World;
  let server: Server;
  let base: string;
  let administrator: Principal;
  let zoneId: string;
  let browser: Browser;
  beforeAll(async () => {
    server = createServer((req, res) => world.app(req, res)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    world = await newWorld({ baseUrl: base });
    // Browsers go by the real time: a cookie of the past would be gone at once.
    world.clock.advance((Date.now() - world.clock.now().getTime()) / 1000);
    ({ administrator, zoneId } = await foundSpace(world));
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  const page = '/console/settings/scim';
  const accept = (key: string) => world.execute(acceptScimKey, { kind: 'visitor' }, { key });
  const shownKey = (page: Page) => page.getByLabel('Key', { exact: true }).inputValue();
  async function createKey(window: Page, name: string): Promise<string> {
    await window.goto(`${base}${page}`);
    await window.getByLabel('Name', { exact: true }).fill(name);
    await window.getByLabel('Valid for').selectOption('3600');
    await window.getByRole('button', { name: 'Create key' }).click();
    await window.getByRole('heading', { name: 'Your new key' }).waitFor();
    return shownKey(window);
  }

  it('the first key, the switch, a change of keys, and adoption', async () => {
    const { page: window, context, complaints } = await openWindow(browser);
    for (const name of ['alice', longName]) await createPerson(world, administrator, zoneId, name);
    await createGroupOf(world, administrator, zoneId, 'Team', []);
    await signIn(window, base, rootPassword);
    await window.getByRole('link', { name: 'SCIM synchronization' }).click();
    await window.getByText('No keys').waitFor();
    await expectGoodPage(window);

    const first = await createKey(window, 'Entra ID');
    await expectGoodPage(window);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await window.getByRole('button', { name: 'Copy Key' }).click();
    await window.getByRole('button', { name: 'Copied Key' }).waitFor();
    expect(await window.evaluate('navigator.clipboard.readText()')).toBe(first);
    await expect(accept(first)).rejects.toMatchObject({ kind: 'unauthenticated' });

    await window.getByRole('link', { name: /kept/i }).click();
    expect(await window.content()).not.toContain(first);
    await window.getByRole('link', { name: 'Switch on…' }).click();
    await expectGoodPage(window);
    await window.getByRole('button', { name: 'Switch on' }).click();
    await window.waitForURL(`**${page}`);
    await accept(first);

    const second = await createKey(window, longName.slice(0, 40));
    await window.goto(`${base}${page}`);
    expect(await window.getByText('Two keys that have not expired are the most').count()).toBe(1);
    expect(await window.getByRole('button', { name: 'Create key' }).count()).toBe(0);
    await expectGoodPage(window);
    await window.getByRole('button', { name: 'Switch off Entra ID' }).click();
    await expect(accept(first)).rejects.toMatchObject({ kind: 'unauthenticated' });
    await window.locator('summary', { hasText: 'Delete Entra ID' }).click();
    await expectGoodPage(window);
    const cutOff =
      'document.querySelector(".list").scrollWidth - document.querySelector(".list").clientWidth';
    expect(await window.evaluate<number>(cutOff)).toBeLessThanOrEqual(0);
    await window.setViewportSize({ width: 820, height: 800 });
    const remove = window.getByRole('button', { name: 'Delete key Entra ID' });
    await remove.scrollIntoViewIfNeeded();
    expect((await remove.boundingBox())?.x).toBeLessThan(820 - 80);
    await window.setViewportSize({ width: 1280, height: 800 });
    await window.getByRole('button', { name: 'Delete key Entra ID' }).click();
    await window.getByRole('button', { name: 'Create key' }).waitFor();
    await accept(second);

    await window.getByRole('link', { name: 'Allow adoption…' }).click();
    await window.getByRole('link', { name: longName }).waitFor();
    await expectGoodPage(window);
    await window.getByRole('searchbox').pressSequentially('ali');
    await window.getByRole('link', { name: longName }).waitFor({ state: 'detached' });
    await window.getByRole('link', { name: /^User groups 1$/ }).click();
    await window.getByRole('link', { name: 'Team' }).waitFor();
    await window.getByRole('button', { name: 'Allow adoption' }).click();
    await window.getByText('The directory takes over').waitFor();
    expect(await accept(second)).toMatchObject({ adopts: true });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('the request log, empty, full and in Chinese, and a guide', async () => {
    const { page: window, context, complaints } = await openWindow(browser);
    const directory: Directory = { kind: 'directory', spaceId: zoneId, credentialId: 'c', name: 'Entra ID' };
    await signIn(window, base, rootPassword);
    await window.goto(`${base}${page}/log`);
    await window.getByText('No requests yet').waitFor();
    await expectGoodPage(window);

    for (const name of ['alice', 'bob', longName]) {
      const error = { scimType: 'uniqueness', detail: `"${name}" is taken. ${longName.repeat(3)}` };
      const request = { method: 'POST', path: '/Users', status: 409, resourceType: 'User', name, error };
      await world.execute(recordScimRequest, directory, request);
    }
    const created = {
      method: 'POST',
      path: '/Users',
      status: 201,
      resourceType: 'User',
      name: 'bob',
      resourceId: 'u-1',
    };
    await world.execute(recordScimRequest, directory, created);
    await window.goto(`${base}/console`);
    await window.getByRole('link', { name: 'The directory is refused changes of 2 users' }).click();
    await window.getByRole('link', { name: longName }).waitFor();
    expect(await window.getByRole('link', { name: 'bob' }).count()).toBe(0);
    await expectGoodPage(window);
    await window.getByRole('link', { name: 'Show all' }).click();
    await window.getByRole('link', { name: 'bob' }).click();
    await window.getByText('Solved').waitFor();
    await expectGoodPage(window);
    await window.goto(`${base}${page}/log?lang=zh-CN`);
    await expectGoodPage(window);
    await window.goto(`${base}/console/guides/scim-entra-id`);
    await expectGoodPage(window);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
