import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { circumstancesOf } from '../authorization/request.ts';
import { longestFor, requireDuration } from '../sessions/session-duration.ts';
import { requesterOf } from './requester.ts';
import { namedRole } from './role-arn.ts';
import {
  durationSeconds,
  externalId,
  requireOwnIdentity,
  sessionName,
  sessionTags,
} from './session-fields.ts';
import { readSessionPolicy } from './session-policy.ts';
import { issueCredentials, temporaryCredentials } from './temporary-credentials.ts';
import { showsCode } from './token-code.ts';
import { getTrustingRole, permittedRole } from './trusting-role.ts';

export const assumeRole = defineAction({
  id: 'sts:AssumeRole',
  summary: 'Issue temporary keys with which the caller acts as a role, in its own account or in another.',
  effect: 'write',
  // A guessed code stays counted, and a code that was used stays used, although the call is refused.
  atomicBy: 'steps',
  allowed: ['principal'],
  asksOwner: true,
  secret: ['tokenCode'],
  resource: ({ roleArn }, principal, db) => permittedRole(db, principal, roleArn),
  input: z.object({
    roleArn: namedRole,
    roleSessionName: sessionName,
    durationSeconds,
    policy: z.string().optional(),
    externalId: externalId.optional(),
    tags: sessionTags,
    sourceIdentity: z.string().max(64).optional(),
    serialNumber: z.string().max(256).optional(),
    tokenCode: z.string().max(16).optional(),
  }),
  output: temporaryCredentials,

  async run(
    context,
    { roleArn: named, roleSessionName, durationSeconds, policy, externalId, tags, ...rest },
  ) {
    const caller = requirePrincipal(context.actor);
    const hasShownCode = String(await showsCode(context, caller, rest));
    const role = await getTrustingRole(context.db, caller, named, {
      ...circumstancesOf(context),
      'qcs:mfa': hasShownCode,
      mfa: hasShownCode,
      ...(externalId !== undefined && { 'sts:external_id': externalId }),
    });
    const requester = await requesterOf(context, caller);
    requireOwnIdentity(rest.sourceIdentity, requester);

    return issueCredentials(context, {
      uin: named.uin,
      kind: 'role',
      roleId: role.roleId,
      sessionName: roleSessionName,
      seconds: requireDuration(durationSeconds, longestFor(role, requester)),
      requester,
      policy: policy === undefined ? undefined : readSessionPolicy(policy, named.uin),
      tags,
    });
  },
});
