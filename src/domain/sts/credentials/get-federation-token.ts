import { z } from 'zod';
import { type Principal, requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { federationSeconds, requireDuration } from '../sessions/session-duration.ts';
import { requesterOf } from './requester.ts';
import { durationSeconds, federatedName } from './session-fields.ts';
import { readSessionPolicy } from './session-policy.ts';
import { issueCredentials, temporaryCredentials } from './temporary-credentials.ts';

export const getFederationToken = defineAction({
  id: 'sts:GetFederationToken',
  summary: 'Issue temporary keys for somebody else, with a part of one’s own permissions.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ name: federatedName, policy: z.string(), durationSeconds }),
  output: temporaryCredentials,

  async run(context, { name, policy, durationSeconds }) {
    const caller = requirePrincipal(context.actor);
    const longest = requireLasting(caller);

    return issueCredentials(context, {
      uin: caller.uin,
      kind: 'federated-user',
      sessionName: name,
      seconds: requireDuration(durationSeconds, longest, federationSeconds.preset),
      requester: await requesterOf(context, caller),
      policy: readSessionPolicy(policy, caller.uin),
    });
  },
});

/** Whoever is here for a while only cannot make that longer. Returns how long the keys may last. */
function requireLasting({ identity }: Principal): number {
  if (identity.type === 'root') return federationSeconds.rootUser;
  if (identity.type === 'cam-user') return federationSeconds.camUser;
  throw new DomainError(
    'failed-precondition',
    'UnsupportedOperation',
    'Only the root user and CAM users may ask for this, not a session.',
  );
}
