import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { describeIdentityCenter } from '../../../../src/domain/identity-center/space/describe-identity-center.ts';
import { findSpace } from '../../../../src/domain/identity-center/space/find-space.ts';
import { updateZone } from '../../../../src/domain/identity-center/space/update-zone.ts';
import { describeSamlMetadata } from '../../../../src/domain/identity-center/sso/describe-saml-metadata.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

const visitor = { kind: 'visitor' } as const;

describe('renaming a space', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
  });

  const rename = (newZoneName: string, by = administrator, of = zoneId) =>
    world.execute(updateZone, by, { zoneId: of, newZoneName });
  const nameAt = async (spaceName: string) => (await world.execute(findSpace, visitor, { spaceName })).name;
  const metadataAt = async (spaceName: string) => {
    const documents = (['service-provider', 'identity-provider'] as const).map((as) =>
      world.execute(describeSamlMetadata, visitor, { spaceName, as }),
    );
    return (await Promise.all(documents)).map(({ document }) => document);
  };

  it('gives people a new address, to which every old one leads', async () => {
    await rename('north');
    await rename('nw');

    expect(await world.execute(describeIdentityCenter, administrator, {})).toMatchObject({
      zoneName: 'nw',
      loginUrl: 'https://login.example.com/nw/login',
    });
    expect(await Promise.all(['nw', 'north', 'northwind'].map(nameAt))).toEqual(['nw', 'nw', 'nw']);
  });

  it('leaves as it is what identity providers and accounts know', async () => {
    const before = await metadataAt('northwind');
    await rename('nw');

    expect(await metadataAt('northwind')).toEqual(before);
    expect(await metadataAt('nw')).toEqual(before);
  });

  it('goes back to an old name', async () => {
    await rename('nw');
    await rename('northwind');

    expect(await nameAt('nw')).toBe('northwind');
  });

  it('takes no name that another space has or had', async () => {
    const other = await foundSpace(world, {
      organizationName: 'S',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });
    await rename('south', other.administrator, other.zoneId);

    for (const name of ['south', 'southwind']) {
      await expect(rename(name)).rejects.toMatchObject({ code: 'IdentityCenterZoneNameAlreadyExist' });
    }
    await expect(
      foundSpace(world, { organizationName: 'T', spaceName: 'southwind', email: 'root@t.example' }),
    ).rejects.toMatchObject({ code: 'IdentityCenterZoneNameAlreadyExist' });
    expect(await nameAt('southwind')).toBe('south');
  });

  it('takes no name that is not one, and renames nobody else’s space', async () => {
    const other = await foundSpace(world, {
      organizationName: 'S',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });
    for (const name of ['n', 'North', 'a--b', '-a', 'saml', 'go']) {
      await expect(rename(name)).rejects.toMatchObject({ kind: 'invalid-input' });
    }
    await expect(rename('mine', administrator, other.zoneId)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await nameAt('southwind')).toBe('southwind');
  });
});
