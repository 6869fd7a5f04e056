import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { blankSecrets } from '../../../platform/saml/blank-secrets.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as sso from '../sso/sso-queries.ts';
import { vendorOf } from '../sso/vendor.ts';
import { openResponse } from './kept-response.ts';
import { loginAttempt, loginSteps, loginTraceNotFound, progress } from './login-attempt.ts';
import * as loginAttempts from './login-attempt-queries.ts';

export const getLoginAttempt = defineAction({
  id: 'organization:GetLoginAttempt',
  summary:
    'Explain one login: what it passed, what broke it, how to mend that, and the message without its secrets.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string(), reference: z.string().max(32) }),
  output: z.object({
    loginAttempt,
    steps: z.array(
      z.object({ step: z.enum(loginSteps), state: z.enum(['passed', 'failed', 'not-reached']) }),
    ),
    attributes: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
    /** The product behind the identity provider, as far as its addresses tell. */
    vendor: z.string().optional(),
    /** Nothing when the message was too large to keep. */
    message: z.string().optional(),
  }),

  async run({ db, actor, vault }, { zoneId, reference }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const trace = await loginAttempts.find(db, spaceId, reference.toUpperCase());
    if (!trace) throw loginTraceNotFound(reference);
    const { steps, attributes, responseSealed, ...attempt } = trace;
    const configuration = (await sso.find(db, spaceId))?.configuration;
    return {
      loginAttempt: attempt,
      steps: attempt.purpose === 'logout' ? [] : progress(steps, attempt),
      attributes: Object.entries(attributes).map(([name, values]) => ({ name, values })),
      vendor: configuration && vendorOf(configuration),
      message: responseSealed && blankSecrets(openResponse(vault, responseSealed)),
    };
  },
});
