import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { changePassword } from '../../../src/domain/cam/console-passwords/change-password.ts';
import { createVirtualMfaDevice } from '../../../src/domain/cam/mfa/create-virtual-mfa-device.ts';
import { deleteVirtualMfaDevice } from '../../../src/domain/cam/mfa/delete-virtual-mfa-device.ts';
import { addCamUser } from '../../../src/domain/cam/users/add-user.ts';
import { updateCamUser } from '../../../src/domain/cam/users/update-user.ts';
import { describeConsoleSession } from '../../../src/domain/sts/console-sessions/describe-console-session.ts';
import { getFederationToken } from '../../../src/domain/sts/credentials/get-federation-token.ts';
import { find as findKey } from '../../../src/domain/sts/sessions/temporary-key-queries.ts';
import { signIn } from '../../../src/domain/sts/sign-ins/sign-in.ts';
import { hashSecret } from '../../../src/platform/secrets.ts';
import { BrowserAgent } from '../../support/browser-agent.ts';
import { give } from '../../support/cam.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

const password = 'Correct-horse-7';
const another = 'Battery-staple-8';

describe('a session that began with a password', () => {
  let world: World;
  let root: Principal;
  let uin: number;
  let thief: Principal;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator: root, adminUin: uin } = await foundSpace(world));
    await world.execute(addCamUser, root, { name: 'dana', password, consoleLogin: 1 });
    thief = await signedIn();
    await give(world, thief, 'AdministratorAccess');
  });

  async function signedIn(typed = password): Promise<Principal> {
    const visitor = { kind: 'visitor', address: '192.0.2.1' } as const;
    const result = await world.execute(signIn, visitor, {
      subject: { uin, userName: 'dana' },
      password: typed,
    });
    if (!('principal' in result)) throw new Error(`The sign-in ended with ${result.outcome}.`);
    return result.principal;
  }
  const look = (as: Principal) => world.execute(describeConsoleSession, as, {});
  const ended = { kind: 'unauthenticated' };

  it('ends when an administrator gives the user another one', async () => {
    await expect(look(thief)).resolves.toBeDefined();
    await world.execute(updateCamUser, root, { name: 'dana', password: another });

    await expect(look(thief)).rejects.toMatchObject(ended);
    await expect(look(await signedIn(another))).resolves.toBeDefined();
  });

  it('ends with everything that was asked for in it', async () => {
    const { credentials } = await world.execute(getFederationToken, thief, {
      name: 'bot',
      policy: '{"version":"2.0","statement":[{"effect":"allow","action":"*","resource":"*"}]}',
    });
    const bot = () =>
      world.db
        .transaction()
        .execute((db) =>
          findKey(db, credentials.tmpSecretId, hashSecret(credentials.token), world.clock.now()),
        );
    const principal = (await bot())?.principal;
    if (!principal) throw new Error('There are no such keys.');
    await world.execute(updateCamUser, root, { name: 'dana', password: another });

    await expect(world.execute(createVirtualMfaDevice, principal, {})).rejects.toMatchObject(ended);
  });

  it('goes on when only something else of the user changes', async () => {
    await world.execute(updateCamUser, root, { name: 'dana', remark: 'On leave' });

    await expect(look(thief)).resolves.toBeDefined();
  });

  it('ends when the user changes it elsewhere, while the session of the change goes on', async () => {
    const browser = new BrowserAgent(world);
    const signInPage = await browser.get('/account-console/sign-in?as=cam-user');
    await browser.submit(signInPage, '/account-console/sign-in', {
      as: 'cam-user',
      uin: String(uin),
      userName: 'dana',
      password,
    });
    await browser.submit(await browser.get('/account-console/password'), '/account-console/password', {
      oldPassword: password,
      password: another,
      passwordAgain: another,
    });

    expect((await browser.get('/account-console')).status).toBe(200);
    await expect(look(thief)).rejects.toMatchObject(ended);
    await expect(
      world.execute(changePassword, thief, { oldPassword: another, password }),
    ).rejects.toMatchObject(ended);
  });

  it('takes the own device away by a code alone, with temporary keys as well', async () => {
    const { credentials } = await world.execute(getFederationToken, thief, {
      name: 'bot',
      policy: '{"version":"2.0","statement":[{"effect":"allow","action":"*","resource":"*"}]}',
    });
    const key = await world.db
      .transaction()
      .execute((db) =>
        findKey(db, credentials.tmpSecretId, hashSecret(credentials.token), world.clock.now()),
      );
    const { identity } = thief;
    if (!key || identity.type !== 'cam-user') throw new Error('There are no such keys.');

    const removing = world.execute(deleteVirtualMfaDevice, key.principal, { targetUin: identity.userUin });
    await expect(removing).rejects.toMatchObject({ code: 'OwnMfaDevice' });
  });
});
