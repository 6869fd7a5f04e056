import type { Generated } from 'kysely';

/** The shape of everything we store. One interface per table, in the order of the migrations. */
export interface Tables {
  organizations: OrganizationTable;
  departments: DepartmentTable;
  accounts: AccountTable;
  set_up_links: SetUpLinkTable;
  root_users: RootUserTable;
  cam_saml_providers: CamSamlProviderTable;
  cam_roles: CamRoleTable;
  cam_users: CamUserTable;
  cam_policy_attachments: CamPolicyAttachmentTable;
  cam_user_sso: CamUserSsoTable;
  spaces: SpaceTable;
  signing_keys: SigningKeyTable;
  sso_revisions: SsoRevisionTable;
  sso_settings: SsoSettingsTable;
  users: UserTable;
  user_groups: UserGroupTable;
  group_members: GroupMemberTable;
  permission_configurations: PermissionConfigurationTable;
  permission_configuration_policies: PermissionConfigurationPolicyTable;
  authorizations: AuthorizationTable;
  deployments: DeploymentTable;
  user_synchronizations: UserSynchronizationTable;
  synchronized_cam_users: SynchronizedCamUserTable;
  tasks: TaskTable;
  login_requests: LoginRequestTable;
  consumed_assertions: ConsumedAssertionTable;
  login_attempts: LoginAttemptTable;
  portal_logins: PortalLoginTable;
  logout_requests: LogoutRequestTable;
  web_sessions: WebSessionTable;
  audit_events: AuditEventTable;
}

export interface OrganizationTable {
  organization_id: Generated<number>;
  name: string;
  admin_uin: number;
  created_at: Date;
}

export interface DepartmentTable {
  department_id: Generated<number>;
  organization_id: number;
  parent_id: number | null;
  name: string;
  description: string;
  created_at: Date;
}

export interface AccountTable {
  uin: number;
  organization_id: number;
  department_id: number;
  name: string;
  kind: 'admin' | 'member';
  cloud_site: string;
  description: string;
  joined_at: Date;
}

export interface SetUpLinkTable {
  token_hash: string;
  created_at: Date;
}

export interface RootUserTable {
  uin: number;
  email: string;
  password_hash: string;
  updated_at: Date;
}

export interface CamSamlProviderTable {
  uin: number;
  name: string;
  description: string;
  entity_id: string;
  metadata_document: string;
  /** JSON text on the way in, PEM texts on the way out. */
  certificates: unknown;
  space_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface CamRoleTable {
  role_id: string;
  uin: number;
  role_name: string;
  description: string;
  /** JSON text on the way in, a document on the way out. */
  trust_policy: unknown;
  console_login: boolean;
  session_seconds: number;
  space_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface CamUserTable {
  user_uin: number;
  uin: number;
  user_name: string;
  remark: string;
  console_login: boolean;
  space_id: string | null;
  created_at: Date;
}

export interface CamPolicyAttachmentTable {
  uin: number;
  principal_kind: 'role' | 'user';
  principal_id: string;
  policy_id: number;
  attached_at: Date;
}

export interface CamUserSsoTable {
  uin: number;
  entity_id: string;
  metadata_document: string;
  certificates: unknown;
  space_id: string | null;
  updated_at: Date;
}

export interface SpaceTable {
  space_id: string;
  organization_id: number;
  name: string;
  created_at: Date;
  updated_at: Date;
}

export interface SigningKeyTable {
  key_id: string;
  space_id: string;
  state: 'next' | 'current' | 'retired';
  purpose: 'service-provider' | 'identity-provider';
  private_key_sealed: string;
  certificate: string;
  not_after: Date;
  created_at: Date;
}

export interface SsoRevisionTable {
  space_id: string;
  revision: number;
  /** JSON text on the way in, a document on the way out. */
  configuration: unknown;
  actor: unknown;
  changed_at: Date;
}

export interface SsoSettingsTable {
  space_id: string;
  revision: number;
  configuration: unknown;
  candidate: unknown;
  candidate_actor: unknown;
  candidate_at: Date | null;
  tested_at: Date | null;
  refreshed_at: Date | null;
  refresh_problem: Generated<string>;
}

export interface UserTable {
  user_id: string;
  space_id: string;
  user_name: string;
  first_name: string;
  last_name: string;
  display_name: string;
  description: string;
  email: string;
  status: 'Enabled' | 'Disabled';
  source: 'Manual' | 'Synchronized';
  created_at: Date;
  updated_at: Date;
}

export interface UserGroupTable {
  group_id: string;
  space_id: string;
  group_name: string;
  description: string;
  source: 'Manual' | 'Synchronized';
  created_at: Date;
  updated_at: Date;
}

export interface GroupMemberTable {
  group_id: string;
  user_id: string;
  space_id: string;
  joined_at: Date;
}

export interface PermissionConfigurationTable {
  permission_configuration_id: string;
  space_id: string;
  name: string;
  description: string;
  session_seconds: number;
  relay_state: string;
  created_at: Date;
  updated_at: Date;
}

export interface PermissionConfigurationPolicyTable {
  permission_configuration_id: string;
  policy_id: number;
  space_id: string;
  added_at: Date;
}

export interface AuthorizationTable {
  permission_configuration_id: string;
  uin: number;
  principal_type: 'User' | 'Group';
  principal_id: string;
  space_id: string;
  created_at: Date;
}

export interface DeploymentTable {
  permission_configuration_id: string;
  uin: number;
  space_id: string;
  status: 'Deploying' | 'Deployed' | 'DeployedRequired' | 'DeployFailed';
  role_name: string;
  provider_name: string;
  failure_reason: string;
  created_at: Date;
  updated_at: Date;
}

export interface UserSynchronizationTable {
  user_synchronization_id: string;
  space_id: string;
  uin: number;
  principal_type: 'User' | 'Group';
  principal_id: string;
  description: string;
  duplication_strategy: 'KeepBoth' | 'TakeOver';
  deletion_strategy: 'Keep' | 'Delete';
  created_at: Date;
  updated_at: Date;
}

export interface SynchronizedCamUserTable {
  uin: number;
  user_id: string;
  space_id: string;
  cam_user_name: string;
  created_at: Date;
}

export interface TaskTable {
  task_id: string;
  space_id: string;
  task_type: 'CreateRoleAssignment' | 'StartProvisioning';
  status: 'InProgress' | 'Success' | 'Failed';
  failure_reason: string;
  uin: number;
  principal_type: 'User' | 'Group';
  principal_id: string;
  permission_configuration_id: string | null;
  user_synchronization_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface LoginRequestTable {
  request_id: string;
  space_id: string;
  browser_hash: string;
  return_to: string;
  purpose: LoginPurpose;
  expires_at: Date;
  consumed_at: Date | null;
}

/** A test opens no session; it may be of settings that are not used yet. */
export type LoginPurpose = 'login' | 'test' | 'candidate-test';

export interface PortalLoginTable {
  login_id: string;
  space_id: string;
  user_id: string;
  name_id: string;
  name_id_attributes: unknown;
  session_index: string | null;
  session_hash: string;
  created_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

export interface LogoutRequestTable {
  request_id: string;
  space_id: string;
  expires_at: Date;
}

export interface ConsumedAssertionTable {
  audience: string;
  assertion_id: string;
  expires_at: Date;
}

export interface LoginAttemptTable {
  reference: string;
  space_id: string;
  outcome: 'accepted' | 'refused';
  reason: string;
  found: string;
  expected: string;
  user_name: string;
  address: string;
  occurred_at: Date;
  purpose: LoginPurpose | 'logout';
  steps: unknown;
  attributes: unknown;
  response_sealed: string | null;
}

export interface WebSessionTable {
  session_hash: string;
  content: unknown;
  expires_at: Date;
}

export interface AuditEventTable {
  event_id: Generated<number>;
  action: string;
  actor: unknown;
  input: unknown;
  occurred_at: Date;
}
