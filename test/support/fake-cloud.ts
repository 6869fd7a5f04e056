import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { CloudConnection } from '../../src/platform/settings.ts';
import { type CamState, camOperations, emptyCam, Refusal } from './fake-cam.ts';

/** What may happen to a call: it is not done and refused or cut off, or it is done and its answer is lost. */
export type Fault = 'throttled' | 'unavailable' | 'cut' | 'lost' | 'refused';

export interface Call {
  uin: number;
  action: string;
  /** How often this account was asked for this before. */
  before: number;
}

interface Key {
  secretKey: string;
  token?: string;
  uin: number;
}

/** A CAM and an STS that speak TC3 over HTTP, keep what they are told, and misbehave when asked to. */
export async function startFakeCloud(adminUin: number) {
  const keys = new Map<string, Key>([['AKIDadmin', { secretKey: 'secret-of-admin', uin: adminUin }]]);
  const cloud = {
    accounts: new Map<number, CamState>(),
    /** The members that have a role for the admin account. */
    members: new Set<number>(),
    calls: [] as (Call & { at: number })[],
    fault: (_call: Call): Fault | undefined => undefined,
    /** Called after a call was done, before it is answered. */
    done: async (_call: Call): Promise<void> => {},
    /** How many calls were too fast. */
    throttled: 0,
    latencyMilliseconds: 0,
    /** What was asked of AssumeRoleWithSAML. */
    assertions: [] as Record<string, unknown>[],
    callsPerSecond: Number.POSITIVE_INFINITY,
    cam: (uin: number): CamState => {
      const present = cloud.accounts.get(uin) ?? emptyCam();
      cloud.accounts.set(uin, present);
      return present;
    },
    expireKeys: () => {
      for (const [id, key] of keys) if (key.token) keys.delete(id);
    },
  };

  const perform = (key: Key, action: string, input: Record<string, unknown>) => {
    if (action === 'AssumeRoleWithSAML') return assumeRoleWithSaml(cloud, input);
    if (action === 'AssumeRole') return assumeRole(cloud.members, keys, key, adminUin, input);
    const operation = camOperations[action];
    if (!operation) throw new Refusal('InvalidAction');
    return operation(cloud.cam(key.uin), input);
  };

  /** What becomes of a call: an answer, a status, or nothing. */
  const respond = async (req: IncomingMessage): Promise<object | 'cut' | number> => {
    const body = await read(req);
    const action = String(req.headers['x-tc-action']);
    const key = action === 'AssumeRoleWithSAML' ? unsigned(req) : signerOf(keys, req, body);
    const call = note(cloud, key.uin, action);
    if (cloud.latencyMilliseconds > 0) await setTimeout(cloud.latencyMilliseconds);
    const fault = faultOf(cloud, call);
    if (fault && fault !== 'lost') return outcomes[fault];
    try {
      const result = perform(key, action, JSON.parse(body.toString('utf8')));
      return fault === 'lost' ? 'cut' : result;
    } finally {
      await cloud.done(call);
    }
  };
  const server = createServer(async (req, res) => {
    const outcome = await respond(req).catch((error) =>
      error instanceof Refusal ? refusal(error.code) : 500,
    );
    if (outcome === 'cut') return res.destroy();
    if (typeof outcome === 'number') return res.writeHead(outcome).end();
    res.setHeader('Content-Type', 'application/json');
    return res.end(JSON.stringify({ Response: { ...outcome, RequestId: 'request' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection: CloudConnection = {
    adminUin,
    secretId: 'AKIDadmin',
    secretKey: 'secret-of-admin',
    camEndpoint: endpoint,
    stsEndpoint: endpoint,
  };
  return Object.assign(cloud, {
    connection,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

const refusal = (Code: string) => ({ Error: { Code, Message: `That is ${Code}.` } });

const outcomes = {
  throttled: refusal('RequestLimitExceeded'),
  refused: refusal('UnauthorizedOperation'),
  unavailable: 503,
  cut: 'cut' as const,
};

/** Writes a call down, and says how many the account has made in the last second. */
function note({ calls }: { calls: (Call & { at: number })[] }, uin: number, action: string) {
  const at = performance.now();
  const ofAccount = calls.filter((call) => call.uin === uin);
  const before = ofAccount.filter((call) => call.action === action).length;
  const call = { uin, action, before, at };
  calls.push(call);
  return { ...call, recent: ofAccount.filter((other) => at - other.at < 1000).length };
}

export type FakeCloud = Awaited<ReturnType<typeof startFakeCloud>>;

function assumeRole(
  members: ReadonlySet<number>,
  keys: Map<string, Key>,
  asker: Key,
  adminUin: number,
  { RoleArn }: Record<string, unknown>,
) {
  const uin = Number(
    /^qcs::cam::uin\/(\d+):roleName\/OrganizationAccessControlRole$/.exec(String(RoleArn))?.[1],
  );
  if (asker.uin !== adminUin || !members.has(uin)) throw new Refusal('ResourceNotFound.RoleNotFound');
  const TmpSecretId = `AKIDtemporary${keys.size}`;
  const given = { TmpSecretId, TmpSecretKey: `temporary-${keys.size}`, Token: `token-${keys.size}` };
  keys.set(TmpSecretId, { secretKey: given.TmpSecretKey, token: given.Token, uin });
  return { Credentials: given, ExpiredTime: 0, Expiration: '' };
}

/** Believes the assertion; a role that is not there is none. */
function assumeRoleWithSaml(
  cloud: { assertions: Record<string, unknown>[]; cam(uin: number): CamState },
  input: Record<string, unknown>,
) {
  cloud.assertions.push(input);
  const [, uin, roleName = ''] = /^qcs::cam::uin\/(\d+):roleName\/(.*)$/.exec(String(input.RoleArn)) ?? [];
  if (!cloud.cam(Number(uin)).roles.has(roleName)) throw new Refusal('ResourceNotFound.RoleNotFound');
  const Credentials = { TmpSecretId: 'AKIDsaml', TmpSecretKey: 'key-of-saml', Token: 'token-of-saml' };
  return { Credentials, ExpiredTime: 1_785_345_000, Expiration: '2026-07-29T17:10:00Z' };
}

/** Whoever brings an assertion brings no signature. */
function unsigned(req: IncomingMessage): Key {
  if (req.headers.authorization !== 'SKIP') throw new Refusal('AuthFailure.SignatureFailure');
  return { secretKey: '', uin: 0 };
}

async function read(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

interface Limits {
  callsPerSecond: number;
  throttled: number;
  fault(call: Call): Fault | undefined;
}

function faultOf(cloud: Limits, call: Call & { recent: number }): Fault | undefined {
  if (call.recent < cloud.callsPerSecond) return cloud.fault(call);
  cloud.throttled += 1;
  return 'throttled';
}

function signerOf(keys: ReadonlyMap<string, Key>, req: IncomingMessage, body: Buffer): Key {
  const key = keys.get(/Credential=([^/]+)\//.exec(req.headers.authorization ?? '')?.[1] ?? '');
  if (!key) throw new Refusal('AuthFailure.SecretIdNotFound');
  if (!isSignedBy(key, req, body)) throw new Refusal('AuthFailure.SignatureFailure');
  return key;
}

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** TC3-HMAC-SHA256, computed here from its description alone; the official client signs the host without its port. */
function isSignedBy({ secretKey, token }: Key, req: IncomingMessage, body: Buffer): boolean {
  const { authorization = '', host = '', 'x-tc-timestamp': timestamp = '' } = req.headers;
  if (req.headers['x-tc-token'] !== token) return false;
  const [, scope = '', names = '', signature] =
    /^TC3-HMAC-SHA256 Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  const [date = '', service = ''] = scope.split('/');
  const headerOf = (name: string) => (name === 'host' ? host.split(':')[0] : req.headers[name]);
  const headers = names.split(';').map((name) => `${name}:${String(headerOf(name)).trim()}\n`);
  const canonical = ['POST', '/', '', headers.join(''), names, sha256(body)].join('\n');
  const toSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const signingKey = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request');
  return hmac(signingKey, toSign).toString('hex') === signature;
}
