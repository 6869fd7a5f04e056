import { z } from 'zod';
import { requireDirectory } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { keysOf, outcomeOf, type ScimRequest, scimRequest } from './request-log.ts';
import * as requestLog from './request-log-queries.ts';

export const recordScimRequest = defineAction({
  id: 'organization:RecordSCIMRequest',
  summary: 'Keep what a directory asked for and what it was answered, with the object that it was about.',
  effect: 'write',
  atomicBy: 'statement',
  allowed: ['directory'],
  input: scimRequest,
  output: z.object({}),

  async run({ db, actor, now }, request) {
    const { spaceId, credentialId, name: keyName } = requireDirectory(actor);
    const { key, nameKey, isAboutObject } = keysOf(request);
    const outcome = outcomeOf(request);
    if (!isWorthKeeping(request, outcome, isAboutObject)) return {};

    const { method, path, status, isDryRun, error = null } = request;
    const logged = { time: now, method, path, status, error, isDryRun, credentialId, keyName };
    await requestLog.add(db, spaceId, { ...request, key, nameKey, isAboutObject, outcome, logged });
    return {};
  },
});

/**
 * Lists that worked are about no object, and there are as many as a directory has pages; and whoever looks for what is not
 * there says nothing about it.
 */
function isWorthKeeping(
  { status, method }: Pick<ScimRequest, 'status' | 'method'>,
  outcome: ReturnType<typeof outcomeOf>,
  isAboutObject: boolean,
): boolean {
  if (!isAboutObject) return outcome === 'failed';
  return status !== 404 || method !== 'GET';
}
