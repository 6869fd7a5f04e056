import request, { type Response } from 'supertest';
import { hashSecret } from '../../src/platform/secrets.ts';
import type { World } from './world.ts';

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';

// biome-ignore lint/suspicious/noExplicitAny: bodies are looked at as a client does, without types.
export type Body = any;

export type Headers = Record<string, string>;

/** A directory that speaks SCIM to a space, with a key of its own, over HTTP. */
export async function connectDirectory(world: World, spaceId: string, name = 'Okta') {
  const key = `icscim_${hashSecret(`${spaceId} ${name}`).replace(/\W/g, '0').slice(0, 43)}`;
  const now = world.clock.now();
  await world.db
    .updateTable('spaces')
    .set({ is_synchronizing: true })
    .where('space_id', '=', spaceId)
    .execute();
  await world.db
    .insertInto('scim_credentials')
    .values({
      ...{ credential_id: `scimcred-${spaceId}-${name}`, space_id: spaceId, name, key_hash: hashSecret(key) },
      ...{ status: 'Enabled', created_at: now, expires_at: new Date(now.getTime() + 86_400_000) },
    })
    .execute();
  return new ScimClient(world, key);
}

export class ScimClient {
  readonly #world: World;
  readonly key: string;

  constructor(world: World, key: string) {
    this.#world = world;
    this.key = key;
  }

  send(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Response> {
    const sent = request(this.#world.app)
      [method.toLowerCase() as 'get'](`/scim/v2${path}`)
      .set({ Authorization: `Bearer ${this.key}`, ...headers })
      .buffer(true)
      .parse(readJson as never);
    if (body === undefined) return sent;
    return sent
      .set('Content-Type', headers['Content-Type'] ?? 'application/scim+json')
      .send(typeof body === 'string' ? body : JSON.stringify(body));
  }

  get = (path: string, headers?: Headers) => this.send('GET', path, undefined, headers);
  post = (path: string, body: unknown, headers?: Headers) => this.send('POST', path, body, headers);
  put = (path: string, body: unknown, headers?: Headers) => this.send('PUT', path, body, headers);
  delete = (path: string, headers?: Headers) => this.send('DELETE', path, undefined, headers);

  /** Operations of a PATCH. */
  patch = (path: string, operations: unknown, headers?: Headers) =>
    this.send('PATCH', path, { schemas: [patchSchema], Operations: operations }, headers);

  async createUser(userName: string, attributes: object = {}): Promise<Body> {
    const { body, status } = await this.post('/Users', { schemas: [userSchema], userName, ...attributes });
    if (status !== 201) throw new Error(`${userName} was refused: ${body.detail}`);
    return body;
  }

  async createGroup(
    displayName: string,
    userIds: readonly string[] = [],
    attributes: object = {},
  ): Promise<Body> {
    const members = userIds.map((value) => ({ value }));
    const group = { schemas: [groupSchema], displayName, members, ...attributes };
    const { body, status } = await this.post('/Groups', group);
    if (status !== 201) throw new Error(`${displayName} was refused: ${body.detail}`);
    return body;
  }

  /** The names of what a filter finds, in their order. */
  async find(resource: 'Users' | 'Groups', filter: string, more = ''): Promise<string[]> {
    const { body, status } = await this.get(`/${resource}?filter=${encodeURIComponent(filter)}${more}`);
    if (status !== 200) throw new Error(`${status} ${body.scimType}: ${body.detail}`);
    return body.Resources.map((found: Body) => found.userName ?? found.displayName);
  }

  async membersOf(groupId: string): Promise<string[]> {
    const { body } = await this.get(`/Groups/${groupId}`);
    return (body.members ?? []).map(({ value }: Body) => value).sort();
  }
}

/** Superagent reads no JSON of a type of its own. */
function readJson(response: NodeJS.ReadableStream, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => {
    const text = Buffer.concat(chunks).toString('utf8');
    done(null, text === '' ? undefined : JSON.parse(text));
  });
}
