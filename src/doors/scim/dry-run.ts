import { previewScimChange } from '../../domain/identity-center/scim/preview-scim-change.ts';
import type { Endpoint, ResourceName } from './endpoint.ts';

const dryRun = 'urn:identity-center:params:scim:api:messages:2.0:DryRun';

/** With `X-Dry-Run: true` a write is not done but told: who would gain what, and who would lose it. */
export function previewable(resourceType: ResourceName, endpoint: Endpoint): Endpoint {
  return async (asked) => {
    if (!asked.isDryRun) return endpoint(asked);
    const { execute, directory, method, id, body, ifMatch, ifNoneMatch } = asked;
    const request = { resourceType, method, id, body, ifMatch, ifNoneMatch };
    const effects = await execute(previewScimChange, directory, request);
    return { status: 200, body: { schemas: [dryRun], ...effects }, ...(id && { about: { id } }) };
  };
}
