import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { administeredOrganization } from '../../organization/index.ts';
import * as chains from '../chain-queries.ts';
import { credentialText, requireDestination } from './destination.ts';
import { requireOwnAccounts } from './own-accounts.ts';
import {
  maximumTrackingSets,
  tooManyTrackingSets,
  trackingSetChoices,
  trackingSetNameTaken,
} from './tracking-set.ts';
import * as trackingSets from './tracking-set-queries.ts';

export const createTrackingSet = defineAction({
  id: 'organization:CreateTrackingSet',
  summary: 'Deliver chosen audit records to a folder, a bucket or a webhook from now on.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  secret: ['credential'],
  input: z.object({
    ...trackingSetChoices,
    /** The secret of the access key, or the one that signs requests to the webhook. */
    credential: credentialText.default(''),
    /** Also what is on record already. */
    fromBeginning: z.boolean().default(false),
  }),
  output: z.object({ trackingSetId: z.string() }),

  async run({ db, actor, now, random, vault, settings }, { credential, fromBeginning, ...chosen }) {
    const organizationId = administeredOrganization(actor);
    const present = await trackingSets.list(db, organizationId);
    if (present.length >= maximumTrackingSets) throw tooManyTrackingSets(maximumTrackingSets);
    requireDestination(chosen.destination, credential, settings);
    await requireOwnAccounts(db, organizationId, chosen.memberUins);

    const { anchor, head } = await chains.find(db);
    const set = {
      ...chosen,
      trackingSetId: random.id('ts'),
      credentialSealed: credential === '' ? null : vault.seal(credential),
      position: fromBeginning ? anchor.sequence : head.sequence,
    };
    const created = await trackingSets.insert(db, organizationId, set, now);
    if (!created) throw trackingSetNameTaken(chosen.name);
    return { trackingSetId: created.trackingSetId };
  },
});
