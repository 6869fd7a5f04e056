import { isVersion } from '../../domain/identity-center/scim/change.ts';
import { createScimGroup } from '../../domain/identity-center/scim/groups/create-scim-group.ts';
import { deleteScimGroup } from '../../domain/identity-center/scim/groups/delete-scim-group.ts';
import { getScimGroup } from '../../domain/identity-center/scim/groups/get-scim-group.ts';
import { patchScimGroup } from '../../domain/identity-center/scim/groups/patch-scim-group.ts';
import { replaceScimGroup } from '../../domain/identity-center/scim/groups/replace-scim-group.ts';
import type { Shown } from '../../domain/identity-center/scim/resource/shown.ts';
import { createScimUser } from '../../domain/identity-center/scim/users/create-scim-user.ts';
import { deleteScimUser } from '../../domain/identity-center/scim/users/delete-scim-user.ts';
import { getScimUser } from '../../domain/identity-center/scim/users/get-scim-user.ts';
import { patchScimUser } from '../../domain/identity-center/scim/users/patch-scim-user.ts';
import { replaceScimUser } from '../../domain/identity-center/scim/users/replace-scim-user.ts';
import type { Answer } from './answer.ts';
import { type Asked, projectionOf } from './asked.ts';
import { previewable } from './dry-run.ts';
import type { Endpoints, ResourceName } from './endpoint.ts';
import { list } from './list-endpoints.ts';

const actions = {
  User: {
    get: getScimUser,
    create: createScimUser,
    replace: replaceScimUser,
    patch: patchScimUser,
    remove: deleteScimUser,
  },
  Group: {
    get: getScimGroup,
    create: createScimGroup,
    replace: replaceScimGroup,
    patch: patchScimGroup,
    remove: deleteScimGroup,
  },
};

/** Such as `/Users`. */
export const collection = (name: ResourceName): Endpoints => ({
  GET: list(name),
  POST: previewable(name, async ({ execute, directory, body, query }) => {
    const shown = await execute(actions[name].create, directory, { body, ...projectionOf(query) });
    return answerWith(shown, 201);
  }),
});

/** Such as `/Users/u-…`. */
export const single = (name: ResourceName): Endpoints => ({
  GET: async ({ execute, directory, id, query, ifNoneMatch }) => {
    const shown = await execute(actions[name].get, directory, { id, ...projectionOf(query) });
    return isOneOf(ifNoneMatch, shown)
      ? { status: 304, headers: { ETag: shown.version } }
      : answerWith(shown, 200);
  },
  PUT: previewable(name, async (asked) => {
    const { execute, directory, query } = asked;
    const request = { ...changeOf(asked), ...projectionOf(query) };
    return answerWith(await execute(actions[name].replace, directory, request), 200);
  }),
  PATCH: previewable(name, async (asked) => (name === 'Group' ? patchGroup(asked) : patchUser(asked))),
  DELETE: previewable(name, async ({ execute, directory, id, ifMatch, ifNoneMatch }) => {
    await execute(actions[name].remove, directory, { id, ifMatch, ifNoneMatch });
    return { status: 204, about: { id } };
  }),
});

const isOneOf = (versions: readonly string[], { version }: Shown): boolean =>
  versions.length > 0 && isVersion(Number(/\d+/.exec(version)?.[0]), versions);

const changeOf = ({ id, body, ifMatch, ifNoneMatch }: Asked) => ({ id, body, ifMatch, ifNoneMatch });

async function patchUser(asked: Asked): Promise<Answer> {
  const { execute, directory, query } = asked;
  const request = { ...changeOf(asked), ...projectionOf(query) };
  const shown = await execute(patchScimUser, directory, request);
  return answerWith(shown, 200);
}

/** Without its members, of whom there may be tens of thousands, unless they are asked for: then 204 (RFC 7644 §3.5.2). */
async function patchGroup(asked: Asked): Promise<Answer> {
  const { execute, directory, query } = asked;
  const projection = projectionOf(query);
  const isAskedFor = projection.attributes.length > 0;
  const chosen = isAskedFor ? projection : { excludedAttributes: ['members'] };
  const shown = await execute(patchScimGroup, directory, { ...changeOf(asked), ...chosen });
  const { body: resource, ...answer } = answerWith(shown, 204);
  return isAskedFor ? { ...answer, status: 200, ...(resource && { body: resource }) } : answer;
}

/** The headers say what `meta` says (RFC 7643 §3.1). */
const answerWith = ({ id, resource, version, location }: Shown, status: number): Answer => ({
  status,
  headers: { ETag: version, Location: location, 'Content-Location': location },
  body: resource,
  about: { id, ...namesIn(resource) },
});

/** By what people know an object, as far as it is said. */
export function namesIn(value: unknown): { name?: string; externalId?: string } {
  const { userName, displayName, externalId } = (value ?? {}) as Record<string, unknown>;
  const name = userName ?? displayName;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof externalId === 'string' && { externalId }),
  };
}
