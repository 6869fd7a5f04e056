import type { TrustPolicy } from './trust-policy.ts';

/** A CAM role of one account. */
export interface Role {
  roleId: string;
  roleName: string;
  description: string;
  trustPolicy: TrustPolicy;
  consoleLogin: boolean;
  sessionSeconds: number;
}

/** `qcs::cam::uin/<uin>:roleName/<name>`. */
export const roleArn = (uin: number, roleName: string): string => `qcs::cam::uin/${uin}:roleName/${roleName}`;

/** The two halves of a Role attribute value, or undefined when it is not `<role>,<provider>`. */
export function readRoleAttribute(
  value: string,
): { uin: number; roleName: string; providerName: string } | undefined {
  const parts =
    /^qcs::cam::uin\/(\d{1,15}):roleName\/([^,:]+),qcs::cam::uin\/\1:saml-provider\/([^,:]+)$/.exec(value);
  const [, uin, roleName, providerName] = parts ?? [];
  return roleName && providerName ? { uin: Number(uin), roleName, providerName } : undefined;
}
