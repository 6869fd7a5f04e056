import type { ActionContext } from '../../../action/define-action.ts';
import { readIdentityProviderMetadata } from '../../../platform/saml/identity-provider-metadata.ts';
import {
  attachments,
  camUsers,
  customPolicies,
  policyVersions,
  removeCamUser,
  roles,
  samlProviders,
  userSso,
} from '../../cam/index.ts';
import {
  type CamUserContent,
  type CloudAccount,
  type CustomPolicyContent,
  policyOfAccount,
  type RoleContent,
  type SamlProviderContent,
} from './cloud-account.ts';

type Context = Pick<ActionContext, 'db' | 'now'>;

/** An account of the local site: our own CAM, in the same transaction. What is made belongs to the space. */
export function localCloudAccount(context: Context, uin: number, spaceId: string): CloudAccount {
  return {
    ...samlOperations(context, uin, spaceId),
    ...roleOperations(context, uin, spaceId),
    ...policyOperations(context, uin, spaceId),
    ...userOperations(context, uin, spaceId),
  };
}

function samlOperations({ db, now }: Context, uin: number, spaceId: string) {
  const put = (provider: SamlProviderContent) =>
    samlProviders.put(db, uin, toProvider(provider), spaceId, now);
  return {
    async getSamlProvider(name: string) {
      const provider = await samlProviders.find(db, uin, name);
      return provider && { samlMetadata: provider.metadataDocument };
    },
    createSamlProvider: put,
    updateSamlProvider: put,
    deleteSamlProvider: (name: string) => samlProviders.remove(db, uin, name),
    async describeUserSamlConfig() {
      const config = await userSso.find(db, uin);
      return config && { samlMetadata: config.metadataDocument };
    },
    async putUserSamlConfig(document: string) {
      const { entityId, certificates } = readIdentityProviderMetadata(document);
      await userSso.put(db, uin, { entityId, certificates, metadataDocument: document }, spaceId, now);
    },
    disableUserSso: () => userSso.remove(db, uin),
  };
}

function toProvider({ name, description, samlMetadataDocument }: SamlProviderContent) {
  const { entityId, certificates } = readIdentityProviderMetadata(samlMetadataDocument);
  return { name, description, entityId, certificates, metadataDocument: samlMetadataDocument };
}

function roleOperations({ db, now }: Context, uin: number, spaceId: string) {
  const put = async ({ policyDocument, ...role }: RoleContent) => {
    await roles.put(db, uin, { ...role, trustPolicy: policyDocument, consoleLogin: true }, spaceId, now);
  };
  const principal = async (roleName: string) => {
    const role = await roles.find(db, uin, roleName);
    if (!role) throw new Error(`There is no role ${roleName} in account ${uin}.`);
    return { kind: 'role', principalId: role.roleId } as const;
  };
  return {
    async getRole(roleName: string) {
      const role = await roles.find(db, uin, roleName);
      return role && { ...role, policyDocument: role.trustPolicy };
    },
    createRole: put,
    updateRole: put,
    async deleteRole(roleName: string) {
      const role = await roles.find(db, uin, roleName);
      if (!role) return;
      await attachments.detachAll(db, uin, { kind: 'role', principalId: role.roleId });
      await roles.remove(db, uin, role.roleId);
    },
    listAttachedRolePolicies: async (roleName: string) =>
      attachments.list(db, uin, await principal(roleName)),
    attachRolePolicy: async (roleName: string, policyId: number) =>
      attachments.attach(db, uin, await principal(roleName), policyId, now),
    detachRolePolicy: async (roleName: string, policyId: number) =>
      attachments.detach(db, uin, await principal(roleName), policyId),
  };
}

function policyOperations({ db, now }: Context, uin: number, spaceId: string) {
  return {
    listCustomPolicies: (prefix: string) => policyVersions.listDefaults(db, uin, spaceId, prefix),
    async createPolicy({ policyName, document }: Omit<CustomPolicyContent, 'policyId'>) {
      const policy = { policyName, description: 'Identity Center', spaceId };
      const policyId = await customPolicies.insert(db, uin, policy, document, now);
      if (policyId === undefined) throw policyOfAccount(policyName);
      return policyId;
    },
    async updatePolicy({ policyId, document }: CustomPolicyContent) {
      const policy = await customPolicies.find(db, uin, policyId);
      if (!policy) throw new Error(`There is no policy ${policyId} in account ${uin}.`);
      await policyVersions.rewrite(db, uin, policyId, { version: policy.defaultVersion, document });
    },
    async deletePolicy(policyId: number) {
      await attachments.detachEverywhere(db, uin, policyId);
      await customPolicies.remove(db, uin, policyId);
    },
  };
}

function userOperations({ db, now }: Context, uin: number, spaceId: string) {
  return {
    getUser: (name: string) => camUsers.find(db, uin, name),
    async addUser({ userName, remark }: Omit<CamUserContent, 'userUin'>) {
      const user = await camUsers.insert(db, uin, { userName, remark, consoleLogin: true, spaceId }, now);
      if (!user) throw new Error(`Account ${uin} has a CAM user named ${userName}.`);
      return user.userUin;
    },
    updateUser: (user: Omit<CamUserContent, 'userUin'>) => camUsers.takeOver(db, uin, user, spaceId, now),
    async deleteUser(name: string) {
      const user = await camUsers.find(db, uin, name);
      if (user) await removeCamUser(db, uin, user.userUin);
    },
    releaseUser: (name: string) => camUsers.letGo(db, uin, name),
  };
}
