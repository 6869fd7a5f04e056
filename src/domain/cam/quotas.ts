/** What one account may hold (reference: quotas of CAM). */
export const quotas = {
  users: 1000,
  groups: 300,
  usersPerGroup: 100,
  groupsPerUser: 10,
  roles: 1000,
  policies: 1500,
  /** Policies attached to one user, group or role. */
  attachments: 200,
  policyVersions: 5,
  /** Of one user. */
  accessKeys: 2,
  /** The API has a refusal for it but names no number; this one is ours. */
  samlProviders: 20,
  tags: 50,
} as const;
