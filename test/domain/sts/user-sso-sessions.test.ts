import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { deleteSamlProvider } from '../../../src/domain/cam/saml-providers/delete-saml-provider.ts';
import { createUserSamlConfig } from '../../../src/domain/cam/user-sso/create-user-saml-config.ts';
import { disableUserSso } from '../../../src/domain/cam/user-sso/disable-user-sso.ts';
import { updateUserSamlConfig } from '../../../src/domain/cam/user-sso/update-user-saml-config.ts';
import { openCamUserConsoleSession } from '../../../src/domain/sts/console-sessions/open-cam-user-console-session.ts';
import { openRoleConsoleSession } from '../../../src/domain/sts/console-sessions/open-role-console-session.ts';
import { getCallerIdentity } from '../../../src/domain/sts/credentials/get-caller-identity.ts';
import { acceptHandedOverSession } from '../../../src/domain/sts/sign-ins/accept-handed-over-session.ts';
import { handOverSession } from '../../../src/domain/sts/sign-ins/hand-over-session.ts';
import {
  encode,
  impostor,
  type TestIdentityProvider,
  testIdentityProvider,
} from '../../support/identity-provider.ts';
import { newWorld, type World } from '../../support/world.ts';
import { accountArn, type CamUserPrincipal, foundAccounts, type Inside, trusting } from './account.ts';
import { addProvider, federated, providerArn, responseFor, roleArnOf } from './saml.ts';

const visitor = { kind: 'visitor' } as const;

describe('whoever came into an account by single sign-on', () => {
  let world: World;
  let inside: Inside;
  let uin: number;
  let root: Principal;
  let idp: TestIdentityProvider;
  let other: TestIdentityProvider;
  let alice: CamUserPrincipal;
  beforeEach(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    ({ uin } = inside);
    root = { kind: 'principal', uin, identity: { type: 'root' } };
    idp = await testIdentityProvider();
    other = await impostor();
    alice = await inside.createUser(uin, 'alice');
    await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
    const samlMetadataDocument = encode(idp.metadata);
    await world.execute(createUserSamlConfig, root, { samlMetadataDocument });
  });

  const open = async (): Promise<Principal> => {
    const base = `${world.settings.baseUrl}/account-console/${uin}`;
    const parts = idp.parts({
      ...{ entityId: base, acsUrl: `${base}/saml`, now: world.clock.now(), nameId: 'alice' },
    });
    const opened = await world.execute(openCamUserConsoleSession, visitor, {
      ...{ uin, samlResponse: encode(idp.write(parts)) },
    });
    if (opened.outcome !== 'opened') throw new Error(JSON.stringify(opened));
    return { kind: 'principal', uin, identity: opened.identity };
  };
  const stands = (principal: Principal | undefined) =>
    principal !== undefined &&
    world.execute(getCallerIdentity, principal, {}).then(
      () => true,
      () => false,
    );
  const replaceBy = (metadata: string) =>
    world.execute(updateUserSamlConfig, root, {
      ...{ operate: 'updateSAML', samlMetadataDocument: encode(metadata) },
    });
  const bothKeys = (metadata: string) => {
    const [mine = '', theirs = ''] = [idp, other].map(
      (provider) => /<(\w+:)?KeyDescriptor[\s\S]*?<\/(\w+:)?KeyDescriptor>/.exec(provider.metadata)?.[0],
    );
    return metadata.replace(/<(\w+:)?KeyDescriptor[\s\S]*?<\/(\w+:)?KeyDescriptor>/, mine + theirs);
  };

  it.each([
    ['switched off', () => world.execute(disableUserSso, root, {})],
    [
      'switched off by the other call',
      () => world.execute(updateUserSamlConfig, root, { operate: 'disable' }),
    ],
    [
      'of a provider by another name',
      () => replaceBy(idp.metadata.replaceAll('idp.example', 'other.example')),
    ],
    ['of a provider by the same name with another key', () => replaceBy(other.metadata)],
  ])('is out once user SSO is %s, with the keys that were made', async (_what, change) => {
    const session = await open();
    const issued = await inside.assume(session, uin, 'Reader');
    const chained = await inside.assume((await inside.holderOf(issued)) as Principal, uin, 'Reader');
    expect(await stands(session)).toBe(true);
    await change();

    expect(await stands(session)).toBe(false);
    expect(await inside.holderOf(issued)).toBeUndefined();
    expect(await inside.holderOf(chained)).toBeUndefined();
    expect(await inside.sessionRows()).toBe(0);
  });

  it('stays out when the same provider is set up again', async () => {
    const session = await open();
    await world.execute(disableUserSso, root, {});
    await world.execute(createUserSamlConfig, root, { samlMetadataDocument: encode(idp.metadata) });

    expect(await stands(session)).toBe(false);
    expect(await stands(await open())).toBe(true);
  });

  it('stays while the provider only gets a second key, and is out when one is taken away', async () => {
    const session = await open();
    const issued = await inside.assume(session, uin, 'Reader');
    await replaceBy(bothKeys(idp.metadata));
    expect(await stands(session)).toBe(true);
    expect(await inside.holderOf(issued)).toBeDefined();

    await replaceBy(idp.metadata);
    expect(await stands(session)).toBe(false);
    expect(await inside.holderOf(issued)).toBeUndefined();
  });

  it('takes that along to another console', async () => {
    const session = await open();
    const endsAt = new Date(world.clock.now().getTime() + 60_000);
    const { token } = await world.execute(handOverSession, session, { endsAt });
    const handed = await world.execute(acceptHandedOverSession, visitor, { token });
    expect(await stands(handed.session?.principal)).toBe(true);
    await world.execute(disableUserSso, root, {});

    expect(await stands(handed.session?.principal)).toBe(false);
  });

  it('leaves those alone who came otherwise, and other accounts', async () => {
    const issued = await inside.assume(alice, uin, 'Reader');
    const byPassword: Principal = alice;
    const foreign = await inside.createUser(inside.other, 'bob');
    await world.execute(disableUserSso, root, {});

    expect(await stands(byPassword)).toBe(true);
    expect(await stands(foreign)).toBe(true);
    expect(await inside.holderOf(issued)).toBeDefined();
  });

  it('as a role is out once the provider is deleted, also when one of its name comes again', async () => {
    await addProvider(world, inside, uin, 'Corp', idp);
    await inside.createRole(uin, 'Sso', [federated(providerArn(uin, 'Corp'))]);
    const response = responseFor(world, idp, [`${roleArnOf(uin, 'Sso')},${providerArn(uin, 'Corp')}`]);
    const opened = await world.execute(openRoleConsoleSession, visitor, { samlResponse: response });
    if (opened.outcome !== 'opened') throw new Error(JSON.stringify(opened));
    const session: Principal = { kind: 'principal', uin, identity: opened.identity };
    const issued = await inside.assume(session, uin, 'Reader');
    expect(await stands(session)).toBe(true);
    await world.execute(deleteSamlProvider, root, { name: 'Corp' });
    await addProvider(world, inside, uin, 'Corp', idp);

    expect(await stands(session)).toBe(false);
    expect(await inside.holderOf(issued)).toBeUndefined();
  });
});
