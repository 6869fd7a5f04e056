import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { isConsumed } from '../../../platform/saml/consumed-assertions.ts';
import { SamlRefusal } from '../../../platform/saml/refusal.ts';
import { readMessage } from '../../../platform/saml/verify-response.ts';
import { attributeOf } from '../../../platform/xml/element.ts';
import * as logins from './login-queries.ts';
import { verifyLogin } from './verify-login.ts';

export const triageResponse = defineAction({
  id: 'saml:TriageResponse',
  summary: 'Tell junk from a response that is signed and not used up yet, without keeping anything.',
  effect: 'read',
  allowed: ['visitor'],
  input: z.object({ spaceName: z.string(), samlResponse: z.string() }),
  output: z.object({ isPlausible: z.boolean() }),

  async run(context, { spaceName, samlResponse }) {
    try {
      const message = readMessage(samlResponse, context.settings.samlResponseBytes);
      const claimed = attributeOf(message.root, 'InResponseTo') ?? '';
      const situation = await logins.findSituation(context.db, spaceName, claimed, context.now);
      const configuration = situation?.candidate ?? situation?.configuration;
      if (!situation || !configuration) return { isPlausible: false };
      const response = { message, encoded: samlResponse };
      const believed = { ...situation, configuration };
      const { inResponseTo, assertionId } = await verifyLogin(
        context,
        believed,
        response,
        context.now,
        () => {},
      );
      const isPlausible =
        inResponseTo === undefined
          ? !(await isConsumed(context.db, `space:${situation.spaceId}`, assertionId))
          : situation.purpose !== null;
      return { isPlausible };
    } catch (error) {
      if (error instanceof SamlRefusal) return { isPlausible: false };
      throw error;
    }
  },
});
