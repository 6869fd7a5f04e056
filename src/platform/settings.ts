/** Where assertions for the accounts of one cloud site go, and what that site expects in them. */
export interface CloudSite {
  name: string;
  /** Destination and Recipient of role SSO: where the response is posted. */
  roleAcsUrl: string;
  /** Audience of role SSO: the site's entity ID. */
  roleAudience: string;
  /** The same for user SSO. `{uin}` stands for the account. */
  userAcsUrl: string;
  userAudience: string;
  /** How the roles and identity providers we deploy are named there. */
  rolePrefix: string;
  providerPrefix: string;
  /** How the CAM of its accounts is reached; absent while nobody has given credentials, and for our own site. */
  connection?: CloudConnection;
}

/** The credentials with which the accounts of one organization are entered. */
export interface CloudConnection {
  /** The organization's admin account; nobody else's accounts are entered with these credentials. */
  adminUin: number;
  secretId: string;
  secretKey: string;
  camEndpoint: string;
  stsEndpoint: string;
}

/** What actions need to know of the configuration. Read once at start, by `config.ts`. */
export interface Settings {
  /** How browsers reach us, without a trailing slash. */
  baseUrl: string;
  /** How far two clocks may differ, in seconds. */
  clockSkewSeconds: number;
  /** The largest SAML response that is read, in bytes after base64. */
  samlResponseBytes: number;
  /** Whether node-saml must agree with every login that our own validator accepts. */
  samlSecondOpinion: boolean;
  /** How long a login attempt can be looked up. */
  loginTraceDays: number;
  /** How often an identity provider's metadata is read again from its address. */
  metadataRefreshSeconds: number;
  /** Hosts inside our own network whose metadata may be read. */
  metadataPrivateHosts: readonly string[];
  /** How long a portal session lasts at most. */
  portalSessionSeconds: number;
  /** How long a person may take at the identity provider. */
  loginRequestSeconds: number;
  /** How many accounts an organization may create under one verified entity. */
  createdMembersPerEntity: number;
  /** How long audit records are kept; 0 means for ever. */
  auditDays: number;
  /** Below it tracking sets may write their folders. */
  trackingFolder: string;
  /** Hosts inside our own network to which tracking sets may deliver. */
  trackingPrivateHosts: readonly string[];
  /** Of one action by one access key, or by one network where nobody signs. */
  cloudApiCallsPerSecond: number;
  /** The N of scrypt for passwords (RFC 7914 §2), a power of two. */
  passwordCost: number;
  cloudSites: Readonly<Record<string, CloudSite>>;
}
