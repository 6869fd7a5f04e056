import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client as CamClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cam/v20190116/cam_client.js';
import { Client as LegacyClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/organization/v20181225/organization_client.js';
import { Client as OrganizationClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/organization/v20210331/organization_client.js';
import { Client as StsClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js';
import type { Principal } from '../../src/action/actor.ts';
import { createAccessKey } from '../../src/domain/cam/access-keys/create-access-key.ts';
import { newWorld, type World } from './world.ts';

export interface Key {
  secretId: string;
  secretKey: string;
  token?: string;
}

export type ApiWorld = Awaited<ReturnType<typeof newApiWorld>>;

/** A product that answers the Cloud API at a port of its own, at the time that clients sign with. */
export async function newApiWorld() {
  const world = await newWorld({ startsAt: new Date().toISOString() });
  const server = createServer(world.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...world,
    endpoint,
    clients: (key: Key, options: ClientOptions = {}) => sdkClients(world, endpoint, key, options),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

interface ClientOptions {
  signMethod?: 'TC3-HMAC-SHA256' | 'HmacSHA1' | 'HmacSHA256';
  reqMethod?: 'GET' | 'POST';
  language?: 'zh-CN' | 'en-US';
}

/** The official clients, told nothing but where we are. */
export function sdkClients(
  { clock }: Pick<World, 'clock'>,
  endpoint: string,
  key: Key,
  { signMethod = 'TC3-HMAC-SHA256', reqMethod = 'POST', language = 'en-US' }: ClientOptions = {},
) {
  const config = {
    credential: key,
    region: '',
    profile: { signMethod, language, httpProfile: { endpoint, protocol: 'http://', reqMethod } },
  } as const;
  return {
    organization: paced(new OrganizationClient(config), clock),
    legacy: paced(new LegacyClient(config), clock),
    cam: paced(new CamClient(config), clock),
    sts: paced(new StsClient(config), clock),
  };
}

/** The clock stands still, so every call takes the twentieth of a second that the rate limit grants. */
function paced<Client extends object>(client: Client, clock: World['clock']): Client {
  return new Proxy(client, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || !/^[A-Z]/.test(String(name))) return method;
      return (...parameters: unknown[]) => {
        clock.advance(0.051);
        return method.apply(target, parameters);
      };
    },
  });
}

/** An access key of whoever is named. */
export async function keyOf(world: Pick<World, 'execute'>, principal: Principal): Promise<Key> {
  const { accessKey } = await world.execute(createAccessKey, principal, {});
  return { secretId: accessKey.accessKeyId, secretKey: accessKey.secretAccessKey };
}
