import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import * as sso from './sso-queries.ts';
import { candidateChanged, candidateMissing } from './sso-refusals.ts';

export const applySamlCandidate = defineAction({
  id: 'organization:ApplySAMLCandidate',
  summary: 'Use the prepared single sign-on settings from now on.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    zoneId: z.string(),
    /** The candidate that was looked at, by when it was made; another one has to be looked at first. */
    candidateAt: z.coerce.date(),
  }),
  output: z.object({}),

  async run(context, { zoneId, candidateAt }) {
    const { db, actor } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const candidate = (await sso.lock(db, spaceId))?.candidate;
    if (!candidate) throw candidateMissing();
    if (candidate.at.getTime() !== candidateAt.getTime()) throw candidateChanged();

    await changeConfiguration(context, spaceId, () => candidate.configuration);
    await sso.removeCandidate(db, spaceId);
    return {};
  },
});
