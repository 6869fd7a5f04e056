import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { SamlRefusal } from '../../../platform/saml/refusal.ts';
import { readMessage } from '../../../platform/saml/verify-response.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { emptyConfiguration } from '../sso/sso-configuration.ts';
import * as sso from '../sso/sso-queries.ts';
import * as users from '../users/user-queries.ts';
import { openResponse } from './kept-response.ts';
import { LoginRefusal, type LoginStep, loginSteps, loginTraceNotFound, progress } from './login-attempt.ts';
import * as loginAttempts from './login-attempt-queries.ts';
import { type Believed, verifyLogin } from './verify-login.ts';

export const replayLoginAttempt = defineAction({
  id: 'organization:ReplayLoginAttempt',
  summary: "Hold a kept response against today's settings, as of the time it came. Nobody is logged in.",
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({
    zoneId: z.string(),
    reference: z.string().max(32),
    of: z.enum(['current', 'candidate']),
  }),
  output: z.object({
    outcome: z.enum(['accepted', 'refused']),
    steps: z.array(
      z.object({ step: z.enum(loginSteps), state: z.enum(['passed', 'failed', 'not-reached']) }),
    ),
    reason: z.string(),
    found: z.string(),
    expected: z.string(),
    userName: z.string(),
  }),

  async run(context, { zoneId, reference, of }) {
    const { db, actor, vault } = context;
    const { spaceId, name: spaceName, samlName } = await getOwnSpace(db, actor, zoneId);
    const trace = await loginAttempts.find(db, spaceId, reference.toUpperCase());
    if (!trace?.responseSealed) throw loginTraceNotFound(reference);
    const settings = await sso.find(db, spaceId);
    const chosen = of === 'candidate' ? settings?.candidate?.configuration : settings?.configuration;
    const believed = { spaceId, spaceName, samlName, configuration: chosen ?? emptyConfiguration };
    return replay(context, believed, openResponse(vault, trace.responseSealed), trace.time);
  },
});

/** Request and first use are not asked again: they were used up by the login itself. */
async function replay(context: ActionContext, believed: Believed, encoded: string, time: Date) {
  const steps: LoginStep[] = [];
  try {
    const message = readMessage(encoded, context.settings.samlResponseBytes);
    const { nameId } = await verifyLogin(context, believed, { message, encoded }, time, (step) =>
      steps.push(step),
    );
    steps.push('request', 'first-use');
    const user = await users.findByName(context.db, believed.spaceId, nameId);
    if (!user) throw new LoginRefusal('user-unknown', nameId, 'the name of a user of this space');
    if (user.userStatus === 'Disabled')
      throw new LoginRefusal('user-disabled', nameId, 'a user who is enabled');
    steps.push('user');
    const nothing = { reason: '', found: '', expected: '' };
    return {
      outcome: 'accepted' as const,
      steps: progress(steps, { outcome: 'accepted', reason: '', found: '' }),
      ...nothing,
      userName: nameId,
    };
  } catch (error) {
    if (!(error instanceof SamlRefusal || error instanceof LoginRefusal)) throw error;
    const { reason, found, expected } = error;
    return {
      outcome: 'refused' as const,
      steps: progress(steps, { outcome: 'refused', reason, found }),
      reason,
      found,
      expected,
      userName: '',
    };
  }
}
