import type { CloudConnection } from '../../../../platform/settings.ts';
import type { CloudAccount } from '../cloud-account.ts';
import { policyOperations } from './policy-operations.ts';
import { roleOperations } from './role-operations.ts';
import { samlOperations } from './saml-operations.ts';
import { camApi } from './tencent-api.ts';
import { userOperations } from './user-operations.ts';

/** An account of Tencent Cloud, by the CAM API 2019-01-16. */
export function tencentCloudAccount(
  memory: Map<string, unknown>,
  connection: CloudConnection,
  uin: number,
  beforeCall: () => Promise<void>,
): CloudAccount {
  const api = camApi(memory, connection, uin, beforeCall);
  return {
    ...samlOperations(api),
    ...roleOperations(api),
    ...policyOperations(api),
    ...userOperations(api),
  };
}
