import { DomainError } from '../../../action/domain-error.ts';
import type { TrustPolicy } from '../../cam/index.ts';

/**
 * The CAM of one cloud account, in the operations of the CAM API. Everything that is deployed goes through
 * this port, whether the account is our own or lives in a real cloud.
 */
export interface CloudAccount {
  getSamlProvider(name: string): Promise<{ samlMetadata: string } | undefined>;
  createSamlProvider(provider: SamlProviderContent): Promise<void>;
  updateSamlProvider(provider: SamlProviderContent): Promise<void>;
  getRole(roleName: string): Promise<RoleContent | undefined>;
  createRole(role: RoleContent): Promise<void>;
  /** UpdateAssumeRolePolicy, UpdateRoleSessionDuration and UpdateRoleDescription. */
  updateRole(role: RoleContent): Promise<void>;
  listAttachedRolePolicies(roleName: string): Promise<number[]>;
  attachRolePolicy(roleName: string, policyId: number): Promise<void>;
  detachRolePolicy(roleName: string, policyId: number): Promise<void>;
  getUser(name: string): Promise<{ userName: string; remark: string } | undefined>;
  addUser(user: { userName: string; remark: string }): Promise<void>;
  /** Takes over a user that exists, and lets it into the console. */
  updateUser(user: { userName: string; remark: string }): Promise<void>;
  describeUserSamlConfig(): Promise<{ samlMetadata: string } | undefined>;
  /** CreateUserSAMLConfig, or UpdateUserSAMLConfig when there is one. */
  putUserSamlConfig(samlMetadataDocument: string): Promise<void>;
}

export interface SamlProviderContent {
  name: string;
  description: string;
  samlMetadataDocument: string;
}

export interface RoleContent {
  roleName: string;
  description: string;
  policyDocument: TrustPolicy;
  sessionSeconds: number;
}

export const cloudNotConnected = (cloudSite: string) =>
  new DomainError(
    'failed-precondition',
    'CloudNotConnected',
    `The cloud site "${cloudSite}" is not connected: there are no credentials for it.`,
    {
      details: { cloudSite },
    },
  );
