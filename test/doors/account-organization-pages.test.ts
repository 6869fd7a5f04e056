import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { createOrganizationMember } from '../../src/domain/organization/accounts/create-organization-member.ts';
import { updateOrganizationMember } from '../../src/domain/organization/accounts/update-organization-member.ts';
import { inviteOrganizationMember } from '../../src/domain/organization/invitations/invite-organization-member.ts';
import { deleteOrganizationMembers } from '../../src/domain/organization/membership/delete-organization-members.ts';
import { createOrganizationAuthNode } from '../../src/domain/organization/verified-entities/create-organization-auth-node.ts';
import { updateOrganizationAuthNode } from '../../src/domain/organization/verified-entities/update-organization-auth-node.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { give } from '../support/cam.ts';
import { testIdentityProvider } from '../support/identity-provider.ts';
import { days, invitedMember, standAlone } from '../support/organization.ts';
import { foundSpace, newWorld, type World } from '../support/world.ts';

const ownPage = '/account-console/organization';

describe('the organization, seen from an account', () => {
  let world: World;
  let administrator: Principal;
  let root: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, rootDepartmentId: root } = await foundSpace(world));
  });

  /** Signs in to the account as a CAM user of its own, by the account's own user SSO. */
  async function signIn({ uin }: Principal): Promise<BrowserAgent> {
    const idp = await testIdentityProvider();
    const now = world.clock.now();
    await world.db
      .insertInto('cam_user_sso')
      .values({
        ...{ uin, entity_id: idp.entityId, metadata_document: idp.metadata, space_id: null },
        ...{ certificates: JSON.stringify([idp.keyPair.certificate]), updated_at: now },
      })
      .execute();
    await world.db
      .insertInto('cam_users')
      .values({
        ...{ user_uin: uin + 1_000_000, uin, user_name: 'owner', remark: '', console_login: true },
        ...{ space_id: null, created_at: now },
      })
      .execute();
    const owner = { type: 'cam-user', userName: 'owner', userUin: uin + 1_000_000 } as const;
    await give(world, { kind: 'principal', uin, identity: owner }, 'AdministratorAccess');
    const entityId = `https://login.example.com/account-console/${uin}`;
    const acsUrl = `${entityId}/saml`;
    const browser = new BrowserAgent(world);
    const SAMLResponse = idp.respond(idp.parts({ entityId, acsUrl, now, nameId: 'owner' }));
    const opened = await browser.post(`/account-console/${uin}/saml`, { SAMLResponse });
    expect(opened.headers.location).toBe('/account-console');
    return browser;
  }

  async function invite(account: Principal, attributes: object = {}) {
    const invitation = { memberUin: account.uin, name: 'Our guest', nodeId: root, ...attributes };
    return (await world.execute(inviteOrganizationMember, administrator, invitation)).id;
  }
  const click = async (
    browser: BrowserAgent,
    path: string,
    fields: Record<string, string> = {},
    on = ownPage,
  ) => browser.submit(await browser.get(on), `${ownPage}${path}`, fields);

  it('is for whoever is signed in to the account', async () => {
    const page = await new BrowserAgent(world).get(ownPage);

    expect(page.status).toBe(401);
    expect(page.text).toContain('This session has ended');
  });

  it('shows an account that stands alone its invitations, and lets it accept one', async () => {
    const guest = await standAlone(world, 'Guest');
    const id = await invite(guest, { remark: '<i>Welcome</i>' });
    const browser = await signIn(guest);
    const page = await browser.get(ownPage);
    expect(page.text).toContain('This account belongs to no organization.');
    expect(page.text).toContain('&lt;i&gt;Welcome&lt;/i&gt;');

    const accepted = await click(browser, `/invitations/${id}/acceptance`);
    expect([accepted.status, accepted.headers.location]).toEqual([303, ownPage]);
    const member = await browser.get(ownPage);
    expect(member.text).toContain('This account belongs to Northwind.');
    expect(member.text).not.toContain('acceptance');
    expect(member.text).toContain('The organization does not allow this account to quit.');
  });

  it('lets it reject one, and does not offer what has expired', async () => {
    const guest = await standAlone(world, 'Guest');
    const browser = await signIn(guest);
    await click(browser, `/invitations/${await invite(guest)}/rejection`);
    expect((await browser.get(ownPage)).text).toContain('Rejected');

    const id = await invite(guest);
    await world.db
      .updateTable('invitations')
      .set({ expires_at: new Date(world.clock.now().getTime() - days(1) * 1000) })
      .where('invitation_id', '=', id)
      .execute();
    const page = await browser.get(ownPage);
    expect(page.text).toContain('Expired');
    expect(page.text).not.toContain(`/invitations/${id}/acceptance`);
  });

  it('refuses an invitation that was taken back meanwhile, in words', async () => {
    const guest = await standAlone(world, 'Guest');
    const id = await invite(guest);
    const browser = await signIn(guest);
    const page = await browser.get(ownPage);
    await world.db.updateTable('invitations').set({ state: 'Cancelled' }).execute();
    const refused = await browser.submit(page, `${ownPage}/invitations/${id}/acceptance`);

    expect(refused.status).toBe(404);
    expect(refused.text).toContain('There is no such invitation that could still be answered.');
  });

  it('lets an account found an organization of its own', async () => {
    const browser = await signIn(await standAlone(world, 'Guest'));
    const founded = await click(browser, '', { name: 'Guest Group' });

    expect(founded.headers.location).toBe(ownPage);
    const page = await browser.get(ownPage);
    expect(page.text).toContain('This account is the admin account of Guest Group.');
    expect(page.text).toContain('href="/console/organization"');
  });

  it('lets a member quit that may, after a page that says what that means', async () => {
    const guest = await invitedMember(world, administrator, {
      ...{ name: 'Guest', nodeId: root, isAllowQuit: 'Allow' },
    });
    const browser = await signIn(guest);
    const page = await browser.get(`${ownPage}/quitting`);
    expect(page.text).toContain('Quit Northwind');

    await click(browser, '/quitting', {}, `${ownPage}/quitting`);
    expect((await browser.get(ownPage)).text).toContain('This account belongs to no organization.');
    expect((await browser.get(`${ownPage}/quitting`)).headers.location).toBe(ownPage);
  });

  it('asks a member to confirm a change of its finance', async () => {
    const guest = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
    await world.execute(updateOrganizationMember, administrator, {
      ...{ memberUin: guest.uin, policyType: 'Financial', permissionIds: [1, 2, 7] },
    });
    const browser = await signIn(guest);
    const { change_id: id } = await world.db
      .selectFrom('finance_changes')
      .select('change_id')
      .executeTakeFirstOrThrow();
    expect((await browser.get(ownPage)).text).toContain('A change of finance waits for your confirmation');

    await click(browser, `/finance-changes/${id}/confirmation`);
    expect((await browser.get(ownPage)).text).not.toContain('waits for your confirmation');
  });

  it('lets the admin account of an entity approve what is created under it', async () => {
    const authNode = { authName: 'Elsewhere' };
    const { relationId } = await world.execute(createOrganizationAuthNode, administrator, authNode);
    const guest = await invitedMember(world, administrator, {
      ...{ name: 'Guest', nodeId: root, authName: 'Elsewhere' },
    });
    const entity = { relationId, managerUin: guest.uin };
    await world.execute(updateOrganizationAuthNode, administrator, entity);
    const { recordId, uin } = await world.execute(createOrganizationMember, administrator, {
      ...{ name: 'branch', nodeId: root, authRelationId: relationId },
    });
    const browser = await signIn(guest);

    const approved = await click(browser, `/creations/${recordId}/approval`);
    expect(approved.headers.location).toBe(ownPage);
    expect((await browser.get(ownPage)).text).toContain('Nothing waits for approval.');
    const made = await world.db.selectFrom('accounts').select('name').where('uin', '=', uin).execute();
    expect(made).toEqual([{ name: 'branch' }]);
  });

  it('stays open to the account’s own people when the organization removes it', async () => {
    const guest = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
    const browser = await signIn(guest);
    await world.execute(deleteOrganizationMembers, administrator, { memberUin: [guest.uin] });

    expect((await browser.get(ownPage)).text).toContain('This account belongs to no organization.');
    expect((await browser.get('/account-console')).status).toBe(200);
  });

  it('opens Identity Center in the console of an organization that has none yet', async () => {
    const alone = await standAlone(world, 'Contoso');
    const browser = await signIn(alone);
    await click(browser, '', { name: 'Contoso' });
    const overview = await browser.get('/account-console');
    const entrance = await browser.submit(overview, '/account-console/organization-console');
    await browser.get(entrance.headers.location ?? '');

    const before = await browser.get('/console');
    expect(before.text).toContain('Contoso has no Identity Center yet.');
    expect(before.text).not.toContain('href="/console/users"');
    expect((await browser.get('/console/members')).status).toBe(200);
    const refused = await browser.submit(before, '/console/space', { zoneName: 'northwind' });
    expect([refused.status, refused.text.includes('is taken')]).toEqual([409, true]);
    await browser.submit(before, '/console/space', { zoneName: 'contoso' });
    const after = await browser.get('/console');
    expect(after.text).toContain('https://login.example.com/contoso/login');
    expect(
      await world.db
        .selectFrom('cam_roles')
        .select('role_type')
        .where('uin', '=', alone.uin)
        .where('role_name', '=', 'Orgnization_QCSLinkedRoleInCIC')
        .execute(),
    ).toEqual([{ role_type: 'service_linked' }]);
  });
});
