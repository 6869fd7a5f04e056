import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changesBetween, emptyConfiguration, ssoChange } from './sso-configuration.ts';
import * as ssoRevisions from './sso-revision-queries.ts';

const shown = 100;

export const listSamlConfigurationRevisions = defineAction({
  id: 'organization:ListSAMLConfigurationRevisions',
  summary: 'List who changed the single sign-on settings when, and what changed.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string() }),
  output: z.object({
    revisions: z.array(
      z.object({
        revision: z.int(),
        /** The root user's account; nothing when the product read the metadata again. */
        uin: z.int().optional(),
        changedAt: z.date(),
        changes: z.array(ssoChange),
      }),
    ),
  }),

  async run({ db, actor }, { zoneId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const revisions = await ssoRevisions.list(db, spaceId, shown + 1);
    return {
      revisions: revisions.slice(0, shown).map(({ revision, configuration, actor, changedAt }, place) => ({
        revision,
        changedAt,
        ...(actor.kind === 'principal' && { uin: actor.uin }),
        changes: changesBetween(revisions[place + 1]?.configuration ?? emptyConfiguration, configuration),
      })),
    };
  },
});
