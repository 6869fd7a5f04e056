import { DomainError } from '../../../action/domain-error.ts';
import type { TrustPolicy } from '../../cam/index.ts';

/**
 * The CAM of one cloud account, in the operations of the CAM API. Everything that is deployed goes through
 * this port, whether the account is our own or lives in a real cloud. Each operation may be repeated: attaching
 * what is attached and deleting what is not there have nothing left to do.
 */
export interface CloudAccount {
  getSamlProvider(name: string): Promise<{ samlMetadata: string } | undefined>;
  createSamlProvider(provider: SamlProviderContent): Promise<void>;
  updateSamlProvider(provider: SamlProviderContent): Promise<void>;
  deleteSamlProvider(name: string): Promise<void>;

  getRole(roleName: string): Promise<PresentRole | undefined>;
  /** For people at the console. */
  createRole(role: RoleContent): Promise<void>;
  /** UpdateAssumeRolePolicy, UpdateRoleConsoleLogin, UpdateRoleSessionDuration and UpdateRoleDescription. */
  updateRole(role: RoleContent): Promise<void>;
  deleteRole(roleName: string): Promise<void>;
  listAttachedRolePolicies(roleName: string): Promise<number[]>;
  attachRolePolicy(roleName: string, policyId: number): Promise<void>;
  detachRolePolicy(roleName: string, policyId: number): Promise<void>;

  /** The account's custom policies whose names begin so. */
  listCustomPolicies(prefix: string): Promise<CustomPolicyContent[]>;
  /** Returns its id. */
  createPolicy(policy: Omit<CustomPolicyContent, 'policyId'>): Promise<number>;
  updatePolicy(policy: CustomPolicyContent): Promise<void>;
  deletePolicy(policyId: number): Promise<void>;

  getUser(name: string): Promise<CamUserContent | undefined>;
  /** Returns its uin. */
  addUser(user: Omit<CamUserContent, 'userUin'>): Promise<number>;
  /** Takes over a user that exists, and lets it into the console. */
  updateUser(user: Omit<CamUserContent, 'userUin'>): Promise<void>;
  deleteUser(name: string): Promise<void>;
  /** From now on the account manages the user itself. */
  releaseUser(name: string): Promise<void>;

  /** Undefined while user SSO is off. */
  describeUserSamlConfig(): Promise<{ samlMetadata: string } | undefined>;
  /** CreateUserSAMLConfig, or UpdateUserSAMLConfig when there is one. */
  putUserSamlConfig(samlMetadataDocument: string): Promise<void>;
  disableUserSso(): Promise<void>;
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

export interface PresentRole extends RoleContent {
  /** Whether whoever becomes the role may be at the console. */
  consoleLogin: boolean;
}

export interface CustomPolicyContent {
  policyId: number;
  policyName: string;
  document: string;
}

export interface CamUserContent {
  userName: string;
  remark: string;
  userUin: number;
}

export const policyOfAccount = (policyName: string) =>
  new DomainError(
    'failed-precondition',
    'PolicyOfAccount',
    `The account has a policy "${policyName}" of its own; it is not replaced.`,
    { details: { policyName } },
  );

export const cloudNotConnected = (cloudSite: string) =>
  new DomainError(
    'failed-precondition',
    'CloudNotConnected',
    `The cloud site "${cloudSite}" is not connected: there are no credentials for it.`,
    {
      details: { cloudSite },
    },
  );

/** What the cloud says no to, and would again. */
export const cloudRefused = (operation: string, reason: string) =>
  new DomainError('failed-precondition', 'CloudRefused', `The cloud refused ${operation}: ${reason}`, {
    details: { operation, reason },
  });

/** What was tried again and again, in vain; later it may work. */
export const cloudUnreachable = (operation: string, reason: string) =>
  new DomainError(
    'failed-precondition',
    'CloudUnreachable',
    `The cloud did not answer ${operation}: ${reason}. Try again later.`,
    { details: { operation, reason } },
  );
