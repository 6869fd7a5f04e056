import type { ActionContext } from '../../../action/define-action.ts';
import { readIdentityProviderMetadata } from '../../../platform/saml/identity-provider-metadata.ts';
import { attachments, camUsers, roles, samlProviders, userSso } from '../../cam/index.ts';
import type { CloudAccount, RoleContent, SamlProviderContent } from './cloud-account.ts';

type Context = Pick<ActionContext, 'db' | 'now'>;

/** An account of the local site: our own CAM, in the same transaction. What is made belongs to the space. */
export function localCloudAccount(context: Context, uin: number, spaceId: string): CloudAccount {
  return {
    ...samlOperations(context, uin, spaceId),
    ...roleOperations(context, uin, spaceId),
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
    async describeUserSamlConfig() {
      const config = await userSso.find(db, uin);
      return config && { samlMetadata: config.metadataDocument };
    },
    async putUserSamlConfig(document: string) {
      const { entityId, certificates } = readIdentityProviderMetadata(document);
      await userSso.put(db, uin, { entityId, certificates, metadataDocument: document }, spaceId, now);
    },
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
    listAttachedRolePolicies: async (roleName: string) =>
      attachments.list(db, uin, await principal(roleName)),
    attachRolePolicy: async (roleName: string, policyId: number) =>
      attachments.attach(db, uin, await principal(roleName), policyId, now),
    detachRolePolicy: async (roleName: string, policyId: number) =>
      attachments.detach(db, uin, await principal(roleName), policyId),
  };
}

function userOperations({ db, now }: Context, uin: number, spaceId: string) {
  return {
    getUser: (name: string) => camUsers.find(db, uin, name),
    async addUser({ userName, remark }: { userName: string; remark: string }) {
      await camUsers.insert(db, uin, { userName, remark, consoleLogin: true, spaceId }, now);
    },
    updateUser: ({ userName, remark }: { userName: string; remark: string }) =>
      camUsers.takeOver(db, uin, userName, spaceId, remark),
  };
}
