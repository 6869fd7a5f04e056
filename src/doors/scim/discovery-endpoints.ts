import {
  resourceTypeResources,
  schemaResources,
} from '../../domain/identity-center/scim/schema/schema-resources.ts';
import { serviceProviderConfig } from '../../domain/identity-center/scim/schema/service-provider-config.ts';
import { type Answer, ScimProblem } from './answer.ts';
import type { Asked } from './asked.ts';
import type { Endpoints } from './endpoint.ts';
import { toAnswer } from './list-endpoints.ts';

/** What the service provider says of itself (RFC 7644 §4). */
export function discovery(baseUrl: string): Record<string, Endpoints> {
  return {
    '/ServiceProviderConfig': { GET: async () => ({ status: 200, body: serviceProviderConfig(baseUrl) }) },
    ...described('/ResourceTypes', resourceTypeResources(baseUrl)),
    ...described('/Schemas', schemaResources(baseUrl)),
  };
}

const described = (path: string, resources: readonly { id: string }[]): Record<string, Endpoints> => ({
  [path]: { GET: async ({ query }) => listOf(resources, query) },
  [`${path}/:id`]: { GET: async ({ id }) => ({ status: 200, body: find(resources, id) }) },
});

/** What does not change is not filtered (RFC 7644 §4): whoever filters expects something else. */
function listOf(resources: readonly object[], { filter }: Asked['query']): Answer {
  if (filter !== undefined) throw new ScimProblem(403, 'This list is not filtered; ask for all of it.');
  return toAnswer({ totalResults: resources.length, startIndex: 1, resources });
}

function find<Resource extends { id: string }>(resources: readonly Resource[], id: string): Resource {
  const found = resources.find((resource) => resource.id.toLowerCase() === id.toLowerCase());
  if (found) return found;
  const known = resources.map((resource) => resource.id).join(', ');
  throw new ScimProblem(404, `There is no "${id.slice(0, 200)}"; there are ${known}.`);
}
