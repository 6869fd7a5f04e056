import { type Principal, systemActor } from '../../../src/action/actor.ts';
import { addCamUser } from '../../../src/domain/cam/users/add-user.ts';
import { openAccount } from '../../../src/domain/organization/accounts/open-account.ts';
import { BrowserAgent } from '../../support/browser-agent.ts';
import { newWorld, rootPassword, type World } from '../../support/world.ts';

export const password = 'Harbour-Lights-7';

/** An account that stands alone, and its root user at its console. */
export async function openAccountConsole() {
  const world = await newWorld();
  const email = 'root@web.example';
  const { uin } = await world.execute(openAccount, systemActor, {
    accountName: 'web',
    authName: 'Northwind',
    email,
    password: rootPassword,
  });
  const root: Principal = { kind: 'principal', uin, identity: { type: 'root' } };
  const browser = new BrowserAgent(world);
  const page = await browser.get('/account-console/sign-in?as=root');
  await browser.submit(page, '/account-console/sign-in', { email, password: rootPassword });
  return { world, uin, root, browser };
}

/** A CAM user of the account in a browser of its own. */
export async function signInAs(world: World, uin: number, userName: string): Promise<BrowserAgent> {
  const root: Principal = { kind: 'principal', uin, identity: { type: 'root' } };
  await world.execute(addCamUser, root, { name: userName, consoleLogin: 1, password });
  const browser = new BrowserAgent(world);
  const page = await browser.get('/account-console/sign-in?as=cam-user');
  await browser.submit(page, '/account-console/sign-in', { uin: String(uin), userName, password });
  return browser;
}

/** What a page says, without its markup. */
export const textOf = ({ text }: { text: string }): string =>
  text
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
