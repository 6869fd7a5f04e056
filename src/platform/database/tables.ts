/** The shape of everything we store. One interface per table, in the order of the migrations. */
import type { ColumnType, Generated } from 'kysely';

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
  space_names: SpaceNameTable;
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
  portal_favourites: PortalFavouriteTable;
  portal_entries: PortalEntryTable;
  command_line_logins: CommandLineLoginTable;
  logout_requests: LogoutRequestTable;
  web_sessions: WebSessionTable;
  audit_events: AuditEventTable;

  verified_entities: VerifiedEntityTable;
  invitations: InvitationTable;
  member_creations: MemberCreationTable;
  finance_changes: FinanceChangeTable;
  email_bindings: EmailBindingTable;
  organization_changes: OrganizationChangeTable;
  service_control: ServiceControlTable;
  service_control_policies: ServiceControlPolicyTable;
  service_control_bindings: ServiceControlBindingTable;
  cam_access_keys: CamAccessKeyTable;
  used_signatures: UsedSignatureTable;
  cam_mfa_devices: CamMfaDeviceTable;
  cam_groups: CamGroupTable;
  cam_group_members: CamGroupMemberTable;
  cam_policies: CamPolicyTable;
  cam_policy_versions: CamPolicyVersionTable;
  login_permissions: LoginPermissionTable;
  login_permission_policies: LoginPermissionPolicyTable;
  member_login_permissions: MemberLoginPermissionTable;
  login_authorizations: LoginAuthorizationTable;
  login_authorization_members: LoginAuthorizationMemberTable;
  member_contacts: MemberContactTable;
  delegated_administrators: DelegatedAdministratorTable;
  delegation_scopes: DelegationScopeTable;
  sts_sessions: StsSessionTable;
  account_entries: AccountEntryTable;
  sts_role_revocations: StsRoleRevocationTable;
  audit_records: AuditRecordTable;
  audit_chain: AuditChainTable;
  tracking_sets: TrackingSetTable;
  sign_in_attempts: SignInAttemptTable;
  console_hand_overs: ConsoleHandOverTable;
  permission_configuration_custom_policies: PermissionConfigurationCustomPolicyTable;
  permission_configuration_versions: PermissionConfigurationVersionTable;
  authorization_drafts: AuthorizationDraftTable;
  authorization_submissions: AuthorizationSubmissionTable;
  department_authorizations: DepartmentAuthorizationTable;
  inheritances_due: InheritanceDueTable;
  authorization_imports: AuthorizationImportTable;
  authorization_import_lines: AuthorizationImportLineTable;
  account_leases: AccountLeaseTable;
  scim_credentials: ScimCredentialTable;
  scim_request_log: ScimRequestLogTable;
}

export interface OrganizationTable {
  organization_id: Generated<number>;
  name: string;
  admin_uin: number;
  created_at: Date;
  ended_at: Generated<Date | null>;
}

export interface DepartmentTable {
  department_id: Generated<number>;
  organization_id: number;
  parent_id: number | null;
  name: string;
  description: string;
  created_at: Date;
  /** JSON text on the way in, a list of tags on the way out; everywhere. */
  tags: Generated<unknown>;
  updated_at: Date;
}

export interface AccountTable {
  uin: number;
  /** Null, with department and kind, while the account belongs to no organization. */
  organization_id: number | null;
  department_id: number | null;
  name: string;
  kind: 'admin' | 'member' | null;
  cloud_site: string;
  description: string;
  joined_at: Date;
  nick_name: string;
  verified_entity: string;
  member_type: Generated<'Create' | 'Invite'>;
  permission_ids: Generated<number[]>;
  pay_uin: number | null;
  allows_quitting: Generated<boolean>;
  tags: Generated<unknown>;
  updated_at: Date;
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
  role_type: Generated<'user' | 'system' | 'service_linked'>;
  /** JSON text on the way in, a list on the way out. */
  tags: ColumnType<unknown, string | undefined, string>;
  boundary_policy_id: ColumnType<number | null, number | undefined, number | null>;
}

export interface CamUserTable {
  user_uin: number;
  uin: number;
  user_name: string;
  remark: string;
  console_login: boolean;
  space_id: string | null;
  created_at: Date;
  phone_number: Generated<string>;
  country_code: Generated<string>;
  email: Generated<string>;
  password_hash: ColumnType<string | null, string | null | undefined, string | null>;
  must_change_password: Generated<boolean>;
  /** Counts the passwords that the user has had. */
  password_version: Generated<number>;
  boundary_policy_id: ColumnType<number | null, number | undefined, number | null>;
  signed_in_at: ColumnType<Date | null, Date | undefined, Date>;
  signed_in_from: Generated<string>;
  /** All three null unless a space took the user over from the account. */
  taken_over_at: ColumnType<Date | null, never, Date | null>;
  own_remark: ColumnType<string | null, never, string | null>;
  own_console_login: ColumnType<boolean | null, never, boolean | null>;
}

export interface CamPolicyAttachmentTable {
  uin: number;
  principal_kind: 'role' | 'user' | 'group';
  principal_id: string;
  policy_id: number;
  attached_at: Date;
}

export interface CamUserSsoTable {
  uin: number;
  user_sso_id: Generated<number>;
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
  /** The name it was opened with; part of its SAML addresses for good. */
  saml_name: string;
  created_at: Date;
  updated_at: Date;
  is_synchronizing: Generated<boolean>;
  is_adopting: Generated<boolean>;
  /** Never fewer than there are; null when nobody has counted yet. */
  users_at_most: number | null;
}

export interface SpaceNameTable {
  name: string;
  space_id: string;
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
  external_id: Generated<string | null>;
  /** JSON text on the way in, a document on the way out. */
  scim: Generated<unknown>;
  version: Generated<number>;
}

export interface UserGroupTable {
  group_id: string;
  space_id: string;
  group_name: string;
  description: string;
  source: 'Manual' | 'Synchronized';
  created_at: Date;
  updated_at: Date;
  external_id: Generated<string | null>;
  version: Generated<number>;
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
  tags: Generated<unknown>;
  version: Generated<number>;
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
  starts_at: Generated<Date | null>;
  ends_at: Generated<Date | null>;
  department_authorization_id: Generated<string | null>;
}

export interface DepartmentAuthorizationTable {
  department_authorization_id: string;
  space_id: string;
  department_id: number;
  with_below: boolean;
  includes_admin: boolean;
  permission_configuration_id: string;
  principal_type: 'User' | 'Group';
  principal_id: string;
  starts_at: Date | null;
  ends_at: Date | null;
  created_at: Date;
}

export interface InheritanceDueTable {
  uin: number;
  space_id: string;
}

export interface AuthorizationImportTable {
  import_id: string;
  space_id: string;
  owner: string;
  mode: 'add' | 'exact';
  created_at: Date;
}

export interface AuthorizationImportLineTable {
  import_id: string;
  line: number;
  problem: string | null;
  principal_type: string;
  principal_name: string;
  uin: number | null;
  department: string;
  department_scope: string;
  configuration_name: string;
  starts_at: Date | null;
  ends_at: Date | null;
}

export interface DeploymentTable {
  permission_configuration_id: string;
  uin: number;
  space_id: string;
  status: 'Deploying' | 'Deployed' | 'DeployedRequired' | 'DeployFailed' | 'Undeploying';
  role_name: string;
  provider_name: string;
  failure_reason: string;
  failure_code: Generated<string>;
  failure_details: Generated<unknown>;
  deployed_hash: Generated<string>;
  drift: Generated<unknown>;
  drift_checked_at: Generated<Date | null>;
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
  status: Generated<'Synchronizing' | 'Synchronized' | 'Failed'>;
  failure_reason: Generated<string>;
  failure_code: Generated<string>;
  failure_details: Generated<unknown>;
  created_at: Date;
  updated_at: Date;
}

export interface SynchronizedCamUserTable {
  uin: number;
  user_id: string;
  space_id: string;
  cam_user_name: string;
  created_at: Date;
  is_created: Generated<boolean>;
  cam_user_uin: Generated<number | null>;
  release_strategy: Generated<'Keep' | 'Delete' | null>;
}

export interface TaskTable {
  task_id: string;
  space_id: string;
  task_type: TaskType;
  status: 'InProgress' | 'Success' | 'Failed';
  failure_reason: string;
  uin: number;
  principal_type: 'User' | 'Group' | null;
  principal_id: string | null;
  permission_configuration_id: string | null;
  user_synchronization_id: string | null;
  created_at: Date;
  updated_at: Date;
  submission_id: Generated<string | null>;
  started_at: Generated<Date | null>;
  attempts: Generated<number>;
  failure_code: Generated<string>;
  failure_details: Generated<unknown>;
}

/** The first six are the Cloud API's. */
export type TaskType =
  | 'CreateRoleAssignment'
  | 'DeleteRoleAssignment'
  | 'ProvisionRoleConfiguration'
  | 'DeprovisionRoleConfiguration'
  | 'StartProvisioning'
  | 'DeleteProvisioning'
  | 'CheckRoleConfigurationDrift';

export interface AccountLeaseTable {
  uin: number;
  space_id: string;
  holder: string;
  expires_at: Date;
}

export interface PermissionConfigurationCustomPolicyTable {
  permission_configuration_id: string;
  policy_name: string;
  space_id: string;
  document: string;
  added_at: Date;
}

export interface PermissionConfigurationVersionTable {
  permission_configuration_id: string;
  version: number;
  space_id: string;
  content: unknown;
  actor: unknown;
  changed_at: Date;
}

export interface AuthorizationDraftTable {
  draft_id: string;
  space_id: string;
  owner: string;
  revision: Generated<number>;
  uins: Generated<number[]>;
  user_ids: Generated<string[]>;
  group_ids: Generated<string[]>;
  permission_configuration_ids: Generated<string[]>;
  department_id: Generated<number | null>;
  with_below: Generated<boolean>;
  includes_admin: Generated<boolean>;
  starts_at: Date | null;
  ends_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export interface AuthorizationSubmissionTable {
  submission_id: string;
  space_id: string;
  actor: unknown;
  created_at: Date;
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
  address: Generated<string>;
  /** As it calls itself. */
  browser: Generated<string>;
}

export interface PortalFavouriteTable {
  space_id: string;
  user_id: string;
  uin: number;
  created_at: Date;
}

export interface PortalEntryTable {
  space_id: string;
  user_id: string;
  uin: number;
  /** Empty when the account was entered as a CAM user. */
  permission_configuration_id: string;
  entered_at: Date;
}

export interface CommandLineLoginTable {
  state_hash: string;
  user_code: string;
  device: string;
  address: string;
  created_at: Date;
  expires_at: Date;
  /** Who allowed it, and the login at the portal with which it ends. */
  space_id: string | null;
  user_id: string | null;
  login_id: string | null;
  allowed_until: Date | null;
  refused_at: Date | null;
  /** Of the token, from the moment it was handed over. */
  token_hash: string | null;
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
  organization_id: number | null;
  uins: Generated<number[]>;
  action: string;
  effect: Generated<'read' | 'write'>;
  outcome: Generated<'done' | 'refused'>;
  code: Generated<string>;
  reason: Generated<string>;
  /** JSON text on the way in, a document on the way out; so are `input`, `before` and `after`. */
  actor: unknown;
  actor_name: Generated<string>;
  address: Generated<string>;
  request_id: Generated<string>;
  input: unknown;
  before: unknown;
  after: unknown;
  /** The values that the sentence of a refusal mentions. */
  details: unknown;
  occurred_at: Date;
}

export interface SignInAttemptTable {
  subject_hash: string;
  network: string;
  attempts: number;
  since: Date;
}

export interface ConsoleHandOverTable {
  token_hash: string;
  uin: number;
  principal: unknown;
  ends_at: Date;
  expires_at: Date;
}

export interface AuditRecordTable {
  sequence: number;
  event_id: number;
  organization_id: number | null;
  uins: number[];
  action: string;
  effect: string;
  outcome: string;
  code: string;
  reason: string;
  actor: string;
  actor_name: string;
  address: string;
  request_id: string;
  input: string;
  before: string | null;
  after: string | null;
  details: string | null;
  occurred_at: Date;
  previous_hash: string;
  hash: string;
}

export interface AuditChainTable {
  is_only: Generated<boolean>;
  anchor_sequence: number;
  anchor_hash: string;
  head_sequence: number;
  head_hash: string;
  sealed_ends: string;
  sealed_at: Date;
}

export interface TrackingSetTable {
  tracking_set_id: string;
  organization_id: number;
  name: string;
  status: 'Enabled' | 'Disabled';
  uins: number[];
  actions: string[];
  outcomes: 'all' | 'done' | 'refused';
  /** JSON text on the way in, a document on the way out. */
  destination: unknown;
  credential_sealed: string | null;
  position: number;
  lease: string | null;
  lease_until: Date | null;
  failures: Generated<number>;
  next_attempt_at: Date;
  last_delivered_at: Date | null;
  last_error: Generated<string>;
  last_error_at: Date | null;
  test_requested_at: Date | null;
  tested_at: Date | null;
  test_error: Generated<string>;
  created_at: Date;
  updated_at: Date;
}

export interface StsSessionTable {
  session_id: string;
  uin: number;
  kind: 'role' | 'federated-user';
  role_id: string | null;
  session_name: string;
  secret_id: string | null;
  secret_key_sealed: string | null;
  token_hash: string | null;
  requester_uin: number;
  source_kind: 'saml' | 'root' | 'cam-user' | 'role' | 'federated-user';
  source_name: string;
  cam_user_uin: number | null;
  access_key_id: string | null;
  provider_uin: number | null;
  provider_name: string | null;
  user_sso_id: number | null;
  parent_id: string | null;
  entry_id: string | null;
  chain_length: number;
  policy: string | null;
  /** JSON text on the way in, a list on the way out. */
  tags: unknown;
  /** Of the password at which the asker signed in to the console. */
  password_version: number | null;
  issued_at: Date;
  expires_at: Date;
}

export interface AccountEntryTable {
  entry_id: string;
  space_id: string;
  user_id: string;
  uin: number;
  permission_configuration_id: string | null;
  entered_as: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
  /** Of the portal, from which it was entered. */
  login_id: string | null;
  address: Generated<string>;
  browser: Generated<string>;
}

export interface StsRoleRevocationTable {
  role_id: string;
  uin: number;
  revoked_before: Date;
}

export interface CamAccessKeyTable {
  access_key_id: string;
  uin: number;
  user_uin: number;
  secret_sealed: string;
  status: 'Active' | 'Inactive';
  description: string;
  created_at: Date;
  used_at: Date | null;
}

export interface UsedSignatureTable {
  secret_id: string;
  signature: string;
  expires_at: Date;
}

export interface CamMfaDeviceTable {
  uin: number;
  user_uin: number;
  secret_sealed: string;
  confirmed_at: Date | null;
  used_step: number;
  created_at: Date;
}

export interface CamGroupTable {
  group_id: Generated<number>;
  uin: number;
  group_name: string;
  remark: string;
  created_at: Date;
}

export interface CamGroupMemberTable {
  uin: number;
  group_id: number;
  user_uin: number;
  joined_at: Date;
}

export interface CamPolicyTable {
  policy_id: Generated<number>;
  uin: number;
  policy_name: string;
  description: string;
  default_version: number;
  last_version: number;
  space_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface CamPolicyVersionTable {
  uin: number;
  policy_id: number;
  version: number;
  document: string;
  created_at: Date;
}

export interface ServiceControlTable {
  organization_id: number;
  enabled_at: Date;
}

export interface ServiceControlPolicyTable {
  policy_id: Generated<number>;
  organization_id: number;
  kind: 'system' | 'custom';
  name: string;
  description: string;
  document: string;
  created_at: Date;
  updated_at: Date;
}

export interface ServiceControlBindingTable {
  organization_id: number;
  policy_id: number;
  department_id: number | null;
  uin: number | null;
  bound_at: Date;
}

export interface VerifiedEntityTable {
  relation_id: Generated<number>;
  organization_id: number;
  name: string;
  kind: 'admin' | 'member';
  admin_uin: number | null;
  added_at: Date;
}

export interface InvitationTable {
  invitation_id: Generated<number>;
  organization_id: number;
  uin: number;
  member_name: string;
  department_id: number | null;
  permission_ids: number[];
  pay_uin: number | null;
  allows_quitting: boolean;
  remark: string;
  tags: unknown;
  state: 'Pending' | 'Accepted' | 'Rejected' | 'Cancelled' | 'Expired';
  invited_at: Date;
  expires_at: Date;
  decided_at: Date | null;
}

export interface MemberCreationTable {
  record_id: Generated<number>;
  organization_id: number;
  relation_id: number | null;
  entity: string;
  uin: number;
  member_name: string;
  nick_name: string;
  department_id: number | null;
  permission_ids: number[];
  pay_uin: number | null;
  remark: string;
  tags: unknown;
  state: 'Pending' | 'Created' | 'Rejected' | 'Cancelled';
  requested_at: Date;
  decided_at: Date | null;
}

export interface FinanceChangeTable {
  change_id: Generated<number>;
  organization_id: number;
  uin: number;
  former_permission_ids: number[];
  former_pay_uin: number | null;
  permission_ids: number[];
  pay_uin: number | null;
  state: 'Pending' | 'Confirmed' | 'Rejected' | 'Cancelled';
  requested_at: Date;
  decided_at: Date | null;
}

export interface OrganizationChangeTable {
  change_id: Generated<number>;
  organization_id: number;
  category: string;
  kind: string;
  uin: number | null;
  account_name: string;
  department_id: number | null;
  department_name: string;
  former: string;
  present: string;
  actor: unknown;
  occurred_at: Date;
}

export interface LoginPermissionTable {
  login_permission_id: Generated<number>;
  organization_id: number;
  name: string;
  description: string;
  custom_policy_name: string | null;
  custom_policy: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface LoginPermissionPolicyTable {
  login_permission_id: number;
  policy_id: number;
  organization_id: number;
}

export interface MemberLoginPermissionTable {
  organization_id: number;
  uin: number;
  login_permission_id: number;
  is_current: boolean;
  configured_at: Date;
  updated_at: Date;
}

export interface LoginAuthorizationTable {
  policy_id: number;
  organization_id: number;
  login_permission_id: number;
  name: string;
  description: string;
  created_at: Date;
  updated_at: Date;
}

export interface LoginAuthorizationMemberTable {
  policy_id: number;
  organization_id: number;
  uin: number;
  login_permission_id: number;
}

export interface MemberContactTable {
  contact_id: string;
  organization_id: number;
  uin: number;
  name: string;
  email: string;
  is_verified: boolean;
  message_kinds: string[];
  created_at: Date;
  updated_at: Date;
}

export interface DelegatedAdministratorTable {
  organization_id: number;
  service_id: number;
  uin: number;
  manages_all: boolean;
  created_at: Date;
}

export interface DelegationScopeTable {
  organization_id: number;
  service_id: number;
  uin: number;
  member_uin: number | null;
  department_id: number | null;
}

export interface EmailBindingTable {
  bind_id: Generated<number>;
  organization_id: number;
  uin: number;
  email: string;
  country_code: string;
  phone: string;
  token_hash: string | null;
  applied_at: Date;
  expires_at: Date;
  bound_at: Date | null;
}

export interface ScimCredentialTable {
  credential_id: string;
  space_id: string;
  name: string;
  key_hash: string;
  status: 'Enabled' | 'Disabled';
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
  refused_at: Date | null;
}

export interface ScimRequestLogTable {
  entry_id: Generated<number>;
  space_id: string;
  object_key: string;
  resource_type: '' | 'User' | 'Group';
  resource_id: string;
  name: string;
  external_id: string;
  /** JSON text on the way in, a list of requests on the way out. */
  requests: unknown;
  is_failing: boolean;
  /** The same: one request, or nothing. */
  last_error: unknown;
  last_request_at: Date;
}
