import { listScimGroups } from '../../domain/identity-center/scim/groups/list-scim-groups.ts';
import { listScimResources } from '../../domain/identity-center/scim/list-scim-resources.ts';
import { requireSchema } from '../../domain/identity-center/scim/resource/read-resource.ts';
import { messages } from '../../domain/identity-center/scim/schema/schema-resources.ts';
import { listScimUsers } from '../../domain/identity-center/scim/users/list-scim-users.ts';
import type { Answer } from './answer.ts';
import { listingOf } from './asked.ts';
import type { Endpoint, Endpoints, ResourceName } from './endpoint.ts';

const actions = { User: listScimUsers, Group: listScimGroups, all: listScimResources };

export function list(name: keyof typeof actions): Endpoint {
  return async ({ execute, directory, query }) =>
    toAnswer(await execute(actions[name], directory, listingOf(query)));
}

function search(name: keyof typeof actions): Endpoint {
  return async ({ execute, directory, body }) => {
    const request = (body ?? {}) as Record<string, unknown>;
    requireSchema(request, messages.search);
    return toAnswer(await execute(actions[name], directory, listingOf(request)));
  };
}

/** `/` and `/.search`, among users and groups. */
export const everything: Endpoints = { GET: list('all') };
export const searchOfEverything: Endpoints = { POST: search('all') };

/** Such as `/Users/.search`. */
export const searchOf = (name: ResourceName): Endpoints => ({ POST: search(name) });

interface Found {
  totalResults: number;
  startIndex: number;
  resources: readonly object[];
}

export const toAnswer = ({ totalResults, startIndex, resources }: Found): Answer => ({
  status: 200,
  body: {
    schemas: [messages.list],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  },
});
