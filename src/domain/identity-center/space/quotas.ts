/** How much a space may hold, by the names that GetZoneStatistics has for it. */
export const quotas = {
  userQuota: 100_000,
  groupQuota: 10_000,
  roleConfigurationQuota: 1000,
  systemPolicyPerRoleConfigurationQuota: 20,
};

/** How many users or members one call or form takes. */
export const usersPerCreation = 10;
export const membersPerChange = 100;
export const linesPerImport = 10_000;
