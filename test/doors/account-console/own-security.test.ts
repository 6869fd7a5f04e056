import { TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import { BrowserAgent } from '../../support/browser-agent.ts';
import type { World } from '../../support/world.ts';
import { openAccountConsole, password, signInAs, textOf } from './account-console.ts';

const security = '/account-console/security';

describe('one’s own security at the account console', () => {
  let world: World;
  let uin: number;
  let browser: BrowserAgent;
  beforeEach(async () => {
    ({ world, uin } = await openAccountConsole());
    browser = await signInAs(world, uin, 'ann');
  });

  const codeOf = (secret: string) =>
    new TOTP({ secret }).generate({ timestamp: world.clock.now().getTime() });
  const enrol = async () => browser.submit(await browser.get(security), `${security}/mfa-device`);
  const secretOn = (page: { text: string }) => /name="secret" value="([A-Z2-7]+)"/.exec(page.text)?.[1] ?? '';

  it('enrols a device: a picture and a secret, and a second try after a wrong code', async () => {
    const page = await enrol();
    expect(page.status).toBe(201);
    expect(page.text).toMatch(/<img class="qr-code" src="data:image\/svg\+xml;base64,/);
    const secret = secretOn(page);

    const wrong = await browser.submit(page, `${security}/mfa-device/confirmation`, { code: '000000' });
    expect(wrong.status).toBe(400);
    expect(textOf(wrong)).toContain('The code is not right, or was used already.');
    expect(secretOn(wrong)).toBe(secret);
    const right = await browser.submit(wrong, `${security}/mfa-device/confirmation`, {
      code: codeOf(secret),
    });
    expect(right.headers.location).toBe(security);
    expect(textOf(await browser.get(security))).toContain('On: signing in takes a code');
  });

  it('is asked for a code at the next sign-in, and removes the device only by one', async () => {
    const secret = secretOn(await enrol());
    const page = await browser.get(security);
    const csrf = { _csrf: /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '' };
    await browser.post(`${security}/mfa-device/confirmation`, { ...csrf, code: codeOf(secret) });
    world.clock.advance(30);
    const next = new BrowserAgent(world);
    const signIn = await next.get('/account-console/sign-in?as=cam-user');
    const asked = await next.submit(signIn, '/account-console/sign-in', {
      uin: String(uin),
      userName: 'ann',
      password,
    });
    expect(asked.headers.location).toBe('/account-console/sign-in/code');

    const removal = `${security}/mfa-device/deletion`;
    const refused = await browser.submit(await browser.get(security), removal, { code: '123456' });
    expect(refused.status).toBe(400);
    await browser.submit(await browser.get(security), removal, { code: codeOf(secret) });
    expect(textOf(await browser.get(security))).toContain('Off: the password alone lets you in.');
  });

  it('needs no permission to be seen, and leads to the change of the password', async () => {
    const page = await browser.get(security);

    expect(page.status).toBe(200);
    expect(page.text).toContain('href="/account-console/password"');
    expect(textOf(page)).toContain('You may not see this part.');
  });
});
