import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { changeConfiguration } from './change-configuration.ts';
import { withMetadata } from './configuration-from-metadata.ts';
import { fetchMetadata } from './fetch-metadata.ts';
import * as sso from './sso-queries.ts';

export const refreshMetadata = defineAction({
  id: 'saml:RefreshMetadata',
  summary:
    "Read the identity provider's metadata again from its address, so that new keys are known in time.",
  effect: 'write',
  allowed: ['system'],
  secret: ['document'],
  input: z.object({
    spaceId: z.string(),
    metadataUrl: z.string(),
    document: z.string().optional(),
    problem: z.string().default(''),
  }),
  output: z.object({}),

  async prepare(input, settings) {
    try {
      return { ...input, document: await fetchMetadata(input.metadataUrl, settings) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ...input, problem: error.message };
    }
  },

  /** Whatever is wrong with the document, the settings that work stay as they are. */
  async run(context, { spaceId, metadataUrl, document, problem }) {
    const { db, now } = context;
    const settings = await sso.lock(db, spaceId);
    if (settings?.configuration.metadataUrl !== metadataUrl) return {};
    const problems = [problem];
    if (document !== undefined) {
      try {
        await changeConfiguration(context, spaceId, (present) => {
          const read = withMetadata(present, document, context);
          if (read.entityId === present.entityId) return read;
          throw anotherIdentityProvider(read.entityId, present.entityId);
        });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        problems.push(error.message);
      }
    }
    await sso.setRefreshed(db, spaceId, problems.filter(Boolean).join(' '), now);
    return {};
  },
});

/** A new key may come by itself; another identity provider only by an administrator. */
const anotherIdentityProvider = (found: string, expected: string) =>
  new DomainError(
    'conflict',
    'MetadataOfAnother',
    `The metadata is of "${found}"; "${expected}" is expected.`,
    {
      details: { found, expected },
    },
  );
