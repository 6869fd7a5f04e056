import { beforeEach, describe, expect, it } from 'vitest';
import { bindOrganizationPolicySubAccount } from '../../../../src/domain/organization/member-logins/authorizations/bind-organization-policy-sub-account.ts';
import { createMemberContact } from '../../../../src/domain/organization/member-logins/contacts/create-member-contact.ts';
import { createOrgServiceAssign } from '../../../../src/domain/organization/member-logins/delegated-administrators/create-org-service-assign.ts';
import { updateOrganizationIdentity } from '../../../../src/domain/organization/member-logins/login-permissions/update-organization-identity.ts';
import { deleteOrganizationMembers } from '../../../../src/domain/organization/membership/delete-organization-members.ts';
import { leaveOrganization } from '../../../../src/domain/organization/membership/leave-organization.ts';
import { admin, type Company, document, everythingOf, openCompany } from '../../../support/member-logins.ts';

describe('a member that leaves the organization', () => {
  let company: Company;
  beforeEach(async () => {
    company = await openCompany();
  });

  /** How removing, quitting and deleting the organization all end. */
  const leave = (uin: number) =>
    company.world.db
      .transaction()
      .execute((db) =>
        leaveOrganization(
          { db, now: company.world.clock.now() } as Parameters<typeof leaveOrganization>[0],
          company.organizationId,
          { uin, name: 'web' },
        ),
      );

  it('has no role of the admin account any more, and no policy names one', async () => {
    const { world, administrator, web, shop } = company;
    const own = await company.permission('own', [{ policyType: 1, policyDocument: document() }]);
    await company.configure([web, shop], [own]);
    const both = await company.policy('both', own, [web, shop]);
    const single = await company.policy('single', admin, [web]);
    const ann = await company.subUser('ann');
    for (const policyId of [both, single]) {
      await world.execute(bindOrganizationPolicySubAccount, administrator, {
        policyId,
        orgSubAccountUins: [ann],
      });
    }
    const before = await everythingOf(world);
    await leave(web);

    const after = await everythingOf(world);
    expect(after.roles).toEqual(before.roles.filter(({ uin }) => uin !== web));
    expect(after.configured).toEqual(before.configured.filter(({ uin }) => uin !== web));
    expect(after.attachments).toEqual(
      before.attachments.filter(({ uin, policy_id }) => uin !== web && policy_id !== single),
    );
    expect(after.authorizations.map(({ name }) => name)).toEqual(['both']);
    const documents = await world.db.selectFrom('cam_policy_versions').select('document').execute();
    expect(documents.filter((row) => row.document.includes(String(web)))).toEqual([]);
  });

  it('has no contacts, administers nothing and is administered by nobody', async () => {
    const { world, administrator, web, shop } = company;
    const contact = { memberUin: web, name: 'Ann', email: 'ann@example.com', messageKinds: ['security'] };
    await world.execute(createMemberContact, administrator, contact);
    await world.execute(createOrgServiceAssign, administrator, { product: 'config', memberUins: [web] });
    await world.execute(createOrgServiceAssign, administrator, {
      product: 'config',
      memberUins: [shop],
      managementScope: 2,
      managementScopeUins: [web],
    });
    await leave(web);

    const { contacts, delegated } = await everythingOf(world);
    expect(contacts).toEqual([]);
    expect(delegated).toMatchObject([{ uin: shop, manages_all: false }]);
    expect(await world.db.selectFrom('delegation_scopes').selectAll().execute()).toEqual([]);
  });

  it('is not removed while it administers a service, and the refusal says which', async () => {
    const { world, administrator, web } = company;
    await world.execute(createOrgServiceAssign, administrator, { product: 'config', memberUins: [web] });
    const before = await everythingOf(world);

    await expect(
      world.execute(deleteOrganizationMembers, administrator, { memberUin: [web] }),
    ).rejects.toMatchObject({
      kind: 'failed-precondition',
      code: 'MemberExistServiceNotAllowDelete',
      details: { uin: web, services: 'Config' },
    });
    expect(await everythingOf(world)).toEqual(before);
  });

  it('gets no role back by a job that was waiting', async () => {
    const { world, administrator, web } = company;
    const id = await company.permission('late');
    await company.configure([web], [id]);
    await world.execute(updateOrganizationIdentity, administrator, {
      identityId: id,
      identityPolicy: [{ policyId: 5 }],
      description: '',
    });
    await leave(web);

    expect(await world.runJobs()).toBe(1);
    expect((await everythingOf(world)).roles.filter(({ uin }) => uin === web)).toEqual([]);
  });
});
