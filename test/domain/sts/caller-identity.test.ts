import { beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { getCallerIdentity } from '../../../src/domain/sts/credentials/get-caller-identity.ts';
import { getFederationToken } from '../../../src/domain/sts/credentials/get-federation-token.ts';
import { newWorld, type World } from '../../support/world.ts';
import { accountArn, type CamUserPrincipal, foundAccounts, type Inside, trusting } from './account.ts';

describe('GetCallerIdentity', () => {
  let world: World;
  let inside: Inside;
  let alice: CamUserPrincipal;
  beforeAll(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    alice = await inside.createUser(inside.uin, 'alice');
  });

  const whoIs = (principal: Principal | undefined) =>
    world.execute(getCallerIdentity, principal as Principal, {});

  it('knows the root user', async () => {
    const { uin } = inside;

    expect(await whoIs({ kind: 'principal', uin, identity: { type: 'root' } })).toEqual({
      type: 'CAMUser',
      arn: `qcs::cam:${uin}:uin/${uin}`,
      accountId: String(uin),
      userId: String(uin),
      principalId: String(uin),
    });
  });

  it('knows a CAM user', async () => {
    const { userUin } = alice.identity;

    expect(await whoIs(alice)).toEqual({
      type: 'CAMUser',
      arn: `qcs::cam:${inside.uin}:uin/${userUin}`,
      accountId: String(inside.uin),
      userId: String(userUin),
      principalId: String(userUin),
    });
  });

  it('knows a session of a role, whose it is, and who asked for it', async () => {
    const { uin, other } = inside;
    const { roleId } = await inside.createRole(other, 'Deployer', [trusting(accountArn(uin))]);

    expect(await whoIs(await inside.holderOf(await inside.assume(alice, other, 'Deployer')))).toEqual({
      type: 'CAMRole',
      arn: `qcs::sts:${other}:assumed-role/${roleId}`,
      accountId: String(other),
      userId: `${roleId}:work`,
      principalId: String(alice.identity.userUin),
    });
  });

  it('knows a federated user', async () => {
    const { userUin } = alice.identity;
    const policy = JSON.stringify({
      version: '2.0',
      statement: [{ effect: 'allow', action: '*', resource: '*' }],
    });
    const issued = await world.execute(getFederationToken, alice, { name: 'uploader', policy });

    expect(await whoIs(await inside.holderOf(issued))).toEqual({
      type: 'CAMUser',
      arn: `qcs::sts:${inside.uin}:federated-user/${userUin}`,
      accountId: String(inside.uin),
      userId: `${userUin}:uploader`,
      principalId: String(userUin),
    });
  });

  it('is for whoever has signed in', async () => {
    await expect(world.execute(getCallerIdentity, { kind: 'visitor' }, {})).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });
});
