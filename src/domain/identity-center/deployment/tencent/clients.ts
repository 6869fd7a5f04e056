import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cam/v20190116/cam_client.js';
import { Client as StsClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js';
import type { CloudConnection } from '../../../../platform/settings.ts';

export type CamClient = Client;

export interface Credentials {
  secretId: string;
  secretKey: string;
  token?: string;
}

/** Of one call; longer is no answer. */
const timeoutSeconds = 10;

export const camClient = ({ camEndpoint }: CloudConnection, credential: Credentials): CamClient =>
  new Client({ credential, region: '', profile: profileFor(camEndpoint) });

export const stsClient = ({ stsEndpoint }: CloudConnection, credential: Credentials) =>
  new StsClient({ credential, region: '', profile: profileFor(stsEndpoint) });

/** `cam.tencentcloudapi.com`, or a whole address such as a proxy's. */
function profileFor(address: string) {
  const [, protocol = 'https://', endpoint = ''] = /^(https?:\/\/)?(.*?)\/*$/.exec(address) ?? [];
  return { language: 'en-US' as const, httpProfile: { protocol, endpoint, reqTimeout: timeoutSeconds } };
}
