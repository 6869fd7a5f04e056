import type { Principal } from '../src/action/actor.ts';
import { systemActor } from '../src/action/actor.ts';
import type { Execute } from '../src/action/execute.ts';
import { createTrackingSet } from '../src/domain/audit/tracking/create-tracking-set.ts';
import { findPresetPolicyByName } from '../src/domain/cam/index.ts';
import { openAccount } from '../src/domain/organization/accounts/open-account.ts';
import { updateOrganizationMember } from '../src/domain/organization/accounts/update-organization-member.ts';
import { addOrganizationMemberEmail } from '../src/domain/organization/email-bindings/add-organization-member-email.ts';
import { acceptOrganizationInvitation } from '../src/domain/organization/invitations/accept-organization-invitation.ts';
import { denyOrganizationInvitation } from '../src/domain/organization/invitations/deny-organization-invitation.ts';
import { inviteOrganizationMember } from '../src/domain/organization/invitations/invite-organization-member.ts';
import { bindOrganizationPolicySubAccount } from '../src/domain/organization/member-logins/authorizations/bind-organization-policy-sub-account.ts';
import { createOrganizationMembersPolicy } from '../src/domain/organization/member-logins/authorizations/create-organization-members-policy.ts';
import { createMemberContact } from '../src/domain/organization/member-logins/contacts/create-member-contact.ts';
import { createOrgServiceAssign } from '../src/domain/organization/member-logins/delegated-administrators/create-org-service-assign.ts';
import { createOrganizationIdentity } from '../src/domain/organization/member-logins/login-permissions/create-organization-identity.ts';
import { createOrganizationMemberAuthIdentity } from '../src/domain/organization/member-logins/member-permissions/create-organization-member-auth-identity.ts';
import { attachPolicy } from '../src/domain/organization/service-control-policies/attach-policy.ts';
import { createPolicy } from '../src/domain/organization/service-control-policies/create-policy.ts';
import { enablePolicyType } from '../src/domain/organization/service-control-policies/enable-policy-type.ts';
import { createOrganizationAuthNode } from '../src/domain/organization/verified-entities/create-organization-auth-node.ts';
import {
  demoAuthorization,
  demoContacts,
  demoInvited,
  demoLoginPermissions,
  demoServiceControl,
  demoTrackingFolder,
  demoWaiting,
} from './demo-administration.ts';
import { get, type Ids } from './ids.ts';
import { loadCamObjects } from './load-cam-objects.ts';

interface Loader {
  execute: Execute;
  administrator: Principal;
  departments: Ids<number>;
  accounts: Ids<number>;
}

/** Brings the organization to life: what the admin account holds, what it asks of its members, and who joined. */
export async function loadAdministration(loader: Loader): Promise<void> {
  const camUsers = await loadCamObjects(loader.execute, loader.administrator);
  await controlServices(loader);
  await openMemberLogins(loader, camUsers);
  await appointPeople(loader);
  await invite(loader);
}

async function controlServices({ execute, administrator, departments }: Loader): Promise<void> {
  const { organizationId } = administrator;
  await execute(enablePolicyType, administrator, { organizationId, policyType: 'SERVICE_CONTROL_POLICY' });
  for (const { name, description, document: content, department } of demoServiceControl) {
    const { policyId } = await execute(createPolicy, administrator, { name, description, content });
    const target = { targetType: 'NODE', targetId: get(departments, department) };
    await execute(attachPolicy, administrator, { policyId, ...target });
  }
}

async function openMemberLogins(
  { execute, administrator, accounts }: Loader,
  camUsers: Ids<number>,
): Promise<void> {
  const permissions: Ids<number> = new Map();
  for (const { name, description, presets } of demoLoginPermissions) {
    const { identityId } = await execute(createOrganizationIdentity, administrator, {
      identityAliasName: name,
      description,
      identityPolicy: presets.map((policy) => ({ policyId: findPresetPolicyByName(policy)?.policyId })),
    });
    permissions.set(name, identityId);
  }
  const { name: policyName, description, permission, members, user } = demoAuthorization;
  const memberUins = members.map((member) => get(accounts, member));
  const identityId = get(permissions, permission);
  await execute(createOrganizationMemberAuthIdentity, administrator, {
    memberUins,
    identityIds: [...permissions.values()],
  });
  const { policyId } = await execute(createOrganizationMembersPolicy, administrator, {
    ...{ memberUins, policyName, identityId, description },
  });
  await execute(bindOrganizationPolicySubAccount, administrator, {
    policyId,
    orgSubAccountUins: [get(camUsers, user)],
  });
}

async function appointPeople({ execute, administrator, accounts }: Loader): Promise<void> {
  for (const { member, name, email } of demoContacts) {
    await execute(createMemberContact, administrator, {
      ...{ memberUin: get(accounts, member), name, email, messageKinds: ['operations', 'security'] },
    });
  }
  await execute(createOrgServiceAssign, administrator, {
    memberUins: [get(accounts, 'log-archive')],
    product: 'cloudaudit',
  });
  await execute(addOrganizationMemberEmail, administrator, {
    memberUin: get(accounts, 'data-platform'),
    email: 'warehouse@northwind.example',
  });
  await execute(createTrackingSet, administrator, {
    name: 'Archive',
    destination: { kind: 'folder', folder: demoTrackingFolder },
  });
}

/** One account joined and has a change of its finance to decide; another has declined once, and was asked again. */
async function invite({ execute, administrator, departments }: Loader): Promise<void> {
  await execute(createOrganizationAuthNode, administrator, { authName: demoInvited.entity });
  const open = async ({ name, entity, department, remark, ...root }: typeof demoInvited) => {
    const { uin } = await execute(openAccount, systemActor, {
      ...{ accountName: name, authName: entity, ...root },
    });
    const invitation = { memberUin: uin, name, nodeId: get(departments, department), remark };
    const account: Principal = { kind: 'principal', uin, identity: { type: 'root' } };
    const ask = () => execute(inviteOrganizationMember, administrator, invitation);
    return { account, ask };
  };

  const joined = await open(demoInvited);
  await execute(acceptOrganizationInvitation, joined.account, await joined.ask());
  await execute(updateOrganizationMember, administrator, {
    memberUin: joined.account.uin,
    ...{ policyType: 'Financial', permissionIds: [1, 2, 4, 8] },
  });
  const waiting = await open(demoWaiting);
  await execute(denyOrganizationInvitation, waiting.account, await waiting.ask());
  await waiting.ask();
}
