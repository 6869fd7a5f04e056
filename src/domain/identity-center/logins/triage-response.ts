import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { isConsumed } from '../../../platform/saml/consumed-assertions.ts';
import { SamlRefusal } from '../../../platform/saml/refusal.ts';
import { readMessage } from '../../../platform/saml/verify-response.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { attributeOf } from '../../../platform/xml/element.ts';
import * as logins from './login-queries.ts';
import { configurationFor } from './use-up.ts';
import { verifyLogin } from './verify-login.ts';

export const triageResponse = defineAction({
  id: 'saml:TriageResponse',
  summary: 'Tell junk from a response that is signed and not used up yet, without keeping anything.',
  effect: 'read',
  allowed: ['visitor'],
  input: z.object({
    spaceName: z.string(),
    samlResponse: z.string(),
    browserSecret: z.string().default(''),
    testSecret: z.string().default(''),
  }),
  output: z.object({ isPlausible: z.boolean() }),

  async run(context, { spaceName, samlResponse, ...browser }) {
    try {
      const message = readMessage(samlResponse, context.settings.samlResponseBytes);
      const claimed = attributeOf(message.root, 'InResponseTo') ?? '';
      const situation = await logins.findSituation(context.db, spaceName, claimed, context.now);
      const configuration = situation && configurationFor(situation);
      if (!configuration) return { isPlausible: false };
      const believed = { ...situation, configuration };
      const response = { message, encoded: samlResponse };
      const assertion = await verifyLogin(context, believed, response, context.now, () => {});
      const isPlausible =
        assertion.inResponseTo === undefined
          ? !(await isConsumed(context.db, `space:${situation.spaceId}`, assertion.assertionId))
          : [browser.browserSecret, browser.testSecret].map(hashSecret).includes(situation.browserHash ?? '');
      return { isPlausible };
    } catch (error) {
      if (error instanceof SamlRefusal) return { isPlausible: false };
      throw error;
    }
  },
});
