import { beforeEach, describe, expect, it } from 'vitest';
import { createMemberContact } from '../../../../src/domain/organization/member-logins/contacts/create-member-contact.ts';
import { deleteMemberContact } from '../../../../src/domain/organization/member-logins/contacts/delete-member-contact.ts';
import { listMemberContacts } from '../../../../src/domain/organization/member-logins/contacts/list-member-contacts.ts';
import { listMembersContacts } from '../../../../src/domain/organization/member-logins/contacts/list-members-contacts.ts';
import { updateMemberContact } from '../../../../src/domain/organization/member-logins/contacts/update-member-contact.ts';
import { verifyMemberContact } from '../../../../src/domain/organization/member-logins/contacts/verify-member-contact.ts';
import { type Company, everythingOf, openCompany, southwind } from '../../../support/member-logins.ts';

const ann = { name: 'Ann', email: 'ann@example.com', messageKinds: ['security', 'finance'] };

describe('message contacts of a member', () => {
  let company: Company;
  beforeEach(async () => {
    company = await openCompany();
  });

  const add = async (values: object = {}, memberUin = company.web) =>
    (
      await company.world.execute(createMemberContact, company.administrator, {
        memberUin,
        ...ann,
        ...values,
      })
    ).contactId;
  const change = (contactId: string, values: object, memberUin = company.web) =>
    company.world.execute(updateMemberContact, company.administrator, {
      memberUin,
      contactId,
      ...ann,
      ...values,
    });
  const verify = (contactId: string, email = ann.email, memberUin = company.web) =>
    company.world.execute(verifyMemberContact, company.administrator, { memberUin, contactId, email });
  const remove = (contactId: string, memberUin = company.web) =>
    company.world.execute(deleteMemberContact, company.administrator, { memberUin, contactId });
  const list = async (memberUin = company.web) =>
    (await company.world.execute(listMemberContacts, company.administrator, { memberUin })).items;

  it('count as confirmed once their address is, and keep what they asked for', async () => {
    const contactId = await add({ messageKinds: ['security', 'account', 'security'] });
    expect(await list()).toMatchObject([{ isVerified: false, messageKinds: ['account', 'security'] }]);

    await verify(contactId);
    expect(await list()).toMatchObject([{ contactId, email: ann.email, isVerified: true }]);
  });

  it('have to be confirmed anew at another address, and not for another spelling of it', async () => {
    const contactId = await add();
    await verify(contactId);
    await change(contactId, { name: 'Ann Lee', email: 'Ann@Example.com' });
    expect(await list()).toMatchObject([{ name: 'Ann Lee', email: 'Ann@Example.com', isVerified: true }]);

    await change(contactId, { email: 'lee@example.com' });
    expect(await list()).toMatchObject([{ email: 'lee@example.com', isVerified: false }]);
    await expect(verify(contactId)).rejects.toMatchObject({ kind: 'conflict', code: 'MemberContactChanged' });
    expect(await list()).toMatchObject([{ isVerified: false }]);
  });

  it('have an address once for a member, however it is written and however many add it at once', async () => {
    const tries = await Promise.allSettled([add(), add({ email: 'ANN@example.com' }), add()]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);

    const ben = await add({ email: 'ben@example.com' });
    await expect(change(ben, { email: 'Ann@example.com' })).rejects.toMatchObject({
      code: 'MemberContactEmailUsed',
    });
    await expect(add({}, company.shop)).resolves.toBeDefined();
  });

  it('are ten at most', async () => {
    for (let number = 0; number < 9; number += 1) await add({ email: `c${number}@example.com` });
    const tries = await Promise.allSettled(
      [1, 2, 3].map((number) => add({ email: `r${number}@example.com` })),
    );

    expect(tries.filter(({ status }) => status === 'rejected')).toMatchObject(
      Array(2).fill({ reason: { kind: 'limit-exceeded', code: 'MemberContactExceedLimit' } }),
    );
    expect(await list()).toHaveLength(10);
  });

  it.each([
    ['no name', { name: ' ' }],
    ['no address', { email: 'ann' }],
    ['an address too long', { email: `${'a'.repeat(120)}@example.com` }],
    ['no kind of message', { messageKinds: [] }],
    ['a kind that there is not', { messageKinds: ['gossip'] }],
  ])('refuse %s', async (_, values) => {
    await expect(add(values)).rejects.toMatchObject({ kind: 'invalid-input' });
    expect(await list()).toEqual([]);
  });

  it('are for created members: an invited one has an owner with contacts', async () => {
    await expect(add({}, company.real)).rejects.toMatchObject({ code: 'MemberContactNotForInvited' });
    await expect(add({}, company.adminUin)).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
  });

  it('are counted by member, and gone when they are removed', async () => {
    const contactId = await add();
    await add({ email: 'ben@example.com' });
    await verify(contactId);
    const counts = await company.world.execute(listMembersContacts, company.administrator, {
      searchKey: 'web',
    });
    expect(counts.items).toEqual([
      { memberUin: company.web, memberName: 'web', contactCount: 2, verifiedCount: 1 },
    ]);

    await remove(contactId);
    expect(await list()).toHaveLength(1);
    for (const attempt of [() => remove(contactId), () => change(contactId, {}), () => verify(contactId)]) {
      await expect(attempt()).rejects.toMatchObject({ kind: 'not-found', code: 'MemberContactNotExist' });
    }
  });

  it('are nothing of another organization or another member', async () => {
    const other = await openCompany(company.world, southwind);
    const contactId = await add();
    const before = await everythingOf(company.world);
    const { world } = company;

    for (const memberUin of [company.shop, other.web]) {
      await expect(change(contactId, {}, memberUin)).rejects.toMatchObject({ kind: 'not-found' });
      await expect(verify(contactId, ann.email, memberUin)).rejects.toMatchObject({ kind: 'not-found' });
      await expect(remove(contactId, memberUin)).rejects.toMatchObject({ kind: 'not-found' });
    }
    const theirs = { memberUin: company.web, contactId };
    await expect(world.execute(deleteMemberContact, other.administrator, theirs)).rejects.toMatchObject({
      kind: 'not-found',
    });
    await expect(world.execute(listMemberContacts, other.administrator, theirs)).rejects.toMatchObject({
      code: 'OrganizationMemberNotExist',
    });
    expect(await everythingOf(world)).toEqual(before);
  });
});
