import type { TrustPolicy } from '../../../cam/index.ts';
import { type CloudAccount, cloudRefused, type PresentRole, type RoleContent } from '../cloud-account.ts';
import { sameDocument } from '../deployed-differences.ts';
import type { CamApi } from './tencent-api.ts';

type RoleOperations = Pick<
  CloudAccount,
  | 'getRole'
  | 'createRole'
  | 'updateRole'
  | 'deleteRole'
  | 'listAttachedRolePolicies'
  | 'attachRolePolicy'
  | 'detachRolePolicy'
>;

const roleMissing = ['InvalidParameter.RoleNotExist'];
const policiesPerPage = 200;

export const roleOperations = (api: CamApi): RoleOperations => ({
  ...contentOperations(api),
  ...attachmentOperations(api),
});

function contentOperations(api: CamApi) {
  return {
    getRole: (roleName: string) => getRole(api, roleName),
    createRole: (role: RoleContent) => createRole(api, role),
    async updateRole({ roleName: RoleName, ...role }: RoleContent) {
      const PolicyDocument = JSON.stringify(role.policyDocument);
      await api('UpdateAssumeRolePolicy', (cam) => cam.UpdateAssumeRolePolicy({ RoleName, PolicyDocument }));
      await api('UpdateRoleSessionDuration', (cam) =>
        cam.UpdateRoleSessionDuration({ RoleName, SessionDuration: role.sessionSeconds }),
      );
      await api('UpdateRoleDescription', (cam) =>
        cam.UpdateRoleDescription({ RoleName, Description: role.description }),
      );
      await api('UpdateRoleConsoleLogin', (cam) => cam.UpdateRoleConsoleLogin({ RoleName, ConsoleLogin: 1 }));
    },
    async deleteRole(roleName: string) {
      await api('DeleteRole', (cam) => cam.DeleteRole({ RoleName: roleName }), roleMissing);
    },
  };
}

async function getRole(api: CamApi, roleName: string): Promise<PresentRole | undefined> {
  const found = await api('GetRole', (cam) => cam.GetRole({ RoleName: roleName }), roleMissing);
  const role = found?.RoleInfo;
  return (
    role && {
      roleName,
      description: role.Description ?? '',
      policyDocument: readTrustPolicy(role.PolicyDocument ?? ''),
      sessionSeconds: role.SessionDuration ?? 0,
      consoleLogin: role.ConsoleLogin === 1,
    }
  );
}

async function createRole(api: CamApi, role: RoleContent): Promise<void> {
  const PolicyDocument = JSON.stringify(role.policyDocument);
  const wanted = {
    RoleName: role.roleName,
    PolicyDocument,
    Description: role.description,
    ConsoleLogin: 1,
    SessionDuration: role.sessionSeconds,
  };
  const inUse = ['InvalidParameter.RoleNameInUse'];
  if (await api('CreateRole', (cam) => cam.CreateRole(wanted), inUse)) return;
  // An answer that was lost has made it as it is wanted; anything else is somebody else's.
  const present = await getRole(api, role.roleName);
  if (!present || !sameDocument(JSON.stringify(present.policyDocument), PolicyDocument))
    throw cloudRefused('CreateRole', `there is a role named "${role.roleName}" already`);
}

/** What is no trust policy that we can read differs from any that is wanted. */
function readTrustPolicy(document: string): TrustPolicy {
  const text = /^\s*%7B/i.test(document) ? decodeURIComponent(document) : document;
  try {
    return JSON.parse(text) as TrustPolicy;
  } catch {
    return { version: '2.0', statement: [] };
  }
}

function attachmentOperations(api: CamApi) {
  return {
    async listAttachedRolePolicies(roleName: string) {
      const ids: number[] = [];
      for (let page = 1; ; page += 1) {
        const found = await api('ListAttachedRolePolicies', (cam) =>
          cam.ListAttachedRolePolicies({ Page: page, Rp: policiesPerPage, RoleName: roleName }),
        );
        const list = found?.List ?? [];
        ids.push(...list.map(({ PolicyId }) => PolicyId ?? 0));
        if (list.length < policiesPerPage) return ids;
      }
    },
    async attachRolePolicy(roleName: string, policyId: number) {
      await api('AttachRolePolicy', (cam) =>
        cam.AttachRolePolicy({ PolicyId: policyId, AttachRoleName: roleName }),
      );
    },
    async detachRolePolicy(roleName: string, policyId: number) {
      await api('DetachRolePolicy', (cam) =>
        cam.DetachRolePolicy({ PolicyId: policyId, DetachRoleName: roleName }),
      );
    },
  };
}
