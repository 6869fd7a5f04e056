import type { AccessRequest } from './access-request.ts';
import { isOperationLevel } from './action-catalogue.ts';
import { type Operation, readOperation } from './action-pattern.ts';
import type { Reading } from './answer.ts';
import { BoundedMemory } from './bounded-memory.ts';
import { currentRegion } from './regions.ts';
import { readResource } from './resource.ts';
import type { Target } from './resource-pattern.ts';

/** A request, looked at once for all statements. */
export interface Question {
  operation: Operation;
  target: Target;
  circumstances: AccessRequest;
  reading: Reading;
}

export function toQuestion(request: AccessRequest, reading: Reading): Question {
  const known = operations.get(request.action) ?? operations.set(request.action, lookUp(request.action));
  return { operation: known.operation, target: toTarget(request, known), circumstances: request, reading };
}

interface KnownOperation {
  operation: Operation;
  hasResources: boolean;
}

const operations = new BoundedMemory<KnownOperation>(10_000);

const lookUp = (action: string): KnownOperation => ({
  operation: readOperation(action),
  hasResources: !isOperationLevel(action),
});

function toTarget({ resource, caller }: AccessRequest, { operation, hasResources }: KnownOperation): Target {
  const { service } = operation;
  if (!hasResources) return { kind: 'operation', service, caller };
  if (resource === '*') return { kind: 'all', service, caller };
  const one = readResource(resource);
  if (!one || one.service === '') return { kind: 'malformed' };
  one.service = one.service.toLowerCase();
  one.region = currentRegion(one.region);
  return { kind: 'one', resource: one, caller };
}
