import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { updateOrganizationMember } from '../../../src/domain/organization/accounts/update-organization-member.ts';
import { addOrganizationMemberEmail } from '../../../src/domain/organization/email-bindings/add-organization-member-email.ts';
import { bindOrganizationMemberEmail } from '../../../src/domain/organization/email-bindings/bind-organization-member-email.ts';
import { describeOrganizationMemberEmailBind } from '../../../src/domain/organization/email-bindings/describe-organization-member-email-bind.ts';
import { deleteOrganizationMembers } from '../../../src/domain/organization/membership/delete-organization-members.ts';
import { days, foundSouthwind, invitedMember } from '../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

const password = 'a long enough password';
const visitor = { kind: 'visitor' } as const;

describe('the root user of a created account', () => {
  let world: World;
  let administrator: Principal;
  let root: number;
  let memberUin: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, rootDepartmentId: root } = await foundSpace(world));
    const web = { name: 'web', nodeId: root };
    ({ uin: memberUin } = await world.execute(createOrganizationMember, administrator, web));
  });

  async function offer(email = 'owner@web.example', uin = memberUin) {
    const input = { memberUin: uin, email };
    const { activationUrl } = await world.execute(addOrganizationMemberEmail, administrator, input);
    return new URL(activationUrl).searchParams.get('token') ?? '';
  }
  const take = (token: string) => world.execute(bindOrganizationMemberEmail, visitor, { token, password });
  const status = async () => {
    const which = { memberUin };
    return (await world.execute(describeOrganizationMemberEmailBind, administrator, which)).bindStatus;
  };
  const rootUsers = async () =>
    (await world.db.selectFrom('root_users').select('email').orderBy('uin').execute()).map(
      ({ email }) => email,
    );

  it('takes the account over by a link, once, and then the account can leave', async () => {
    expect(await status()).toBe('Unbound');
    const token = await offer();
    expect(await status()).toBe('Valid');
    expect(await take(token)).toEqual({ uin: memberUin, email: 'owner@web.example', accountName: 'web' });

    expect(await status()).toBe('Success');
    await expect(take(token)).rejects.toMatchObject({ kind: 'forbidden', code: 'BindEmailLinkInvalid' });
    expect(await rootUsers()).toEqual(['root@northwind.example', 'owner@web.example']);
    await world.execute(updateOrganizationMember, administrator, {
      ...{ memberUin, policyType: 'Financial', permissionIds: [1, 2] },
    });
    await expect(
      world.execute(deleteOrganizationMembers, administrator, { memberUin: [memberUin] }),
    ).resolves.toMatchObject({ removed: [memberUin] });
  });

  it('has seven days, and only the latest link', async () => {
    const first = await offer();
    const second = await offer('other@web.example');
    await expect(take(first)).rejects.toMatchObject({ code: 'BindEmailLinkInvalid' });

    world.clock.advance(days(7));
    expect(await status()).toBe('Failed');
    await expect(take(second)).rejects.toMatchObject({ code: 'BindEmailLinkInvalid' });
    expect(await rootUsers()).toEqual(['root@northwind.example']);
  });

  it('is somebody who is no other account’s root user', async () => {
    await expect(offer('ROOT@northwind.example')).rejects.toMatchObject({ code: 'EmailAlreadyUsed' });
    await take(await offer());
    await expect(offer('second@web.example')).rejects.toMatchObject({ code: 'MemberEmailExist' });
  });

  it('is offered for created members only, and by their own organization', async () => {
    const guest = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
    const { administrator: stranger } = await foundSouthwind(world);

    await expect(offer('x@web.example', guest.uin)).rejects.toMatchObject({
      code: 'OnlyCreatedMemberBindsEmail',
    });
    await expect(offer('x@web.example', administrator.uin)).rejects.toMatchObject({
      code: 'OnlyCreatedMemberBindsEmail',
    });
    await expect(
      world.execute(addOrganizationMemberEmail, stranger, { memberUin, email: 'x@web.example' }),
    ).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
    await expect(
      world.execute(describeOrganizationMemberEmailBind, stranger, { memberUin }),
    ).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
  });

  it('leaves neither the link nor the password in the database or the audit trail', async () => {
    const token = await offer();
    await take(token);

    const stored = JSON.stringify([
      await world.db.selectFrom('email_bindings').selectAll().execute(),
      await world.db.selectFrom('audit_events').selectAll().execute(),
    ]);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(password);
  });
});
