import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { administeredOrganization } from '../../organization/index.ts';
import { credentialText, openedCredential, requireDestination } from './destination.ts';
import { requireOwnAccounts } from './own-accounts.ts';
import {
  type TrackingSet,
  trackingSetChoices,
  trackingSetNameTaken,
  trackingSetNotFound,
} from './tracking-set.ts';
import * as trackingSets from './tracking-set-queries.ts';

export const updateTrackingSet = defineAction({
  id: 'organization:UpdateTrackingSet',
  summary: 'Change what a tracking set delivers or where to; it goes on from where it is.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  secret: ['credential'],
  input: z.object({
    trackingSetId: z.string(),
    ...trackingSetChoices,
    /** Empty: the one that is there stays, if the kind of the destination does. */
    credential: credentialText.default(''),
  }),
  output: z.object({}),

  async run({ db, actor, now, vault, settings, changed }, { trackingSetId, credential, ...chosen }) {
    const organizationId = administeredOrganization(actor);
    const set = await trackingSets.lock(db, organizationId, trackingSetId);
    if (!set) throw trackingSetNotFound(trackingSetId);
    const isKept = credential === '' && set.destination.kind === chosen.destination.kind;
    const kept = isKept ? openedCredential(set.credentialSealed, vault) : '';
    requireDestination(chosen.destination, credential || (kept ?? ''), settings);
    await requireOwnAccounts(db, organizationId, chosen.memberUins);

    const sealed = credential === '' ? null : vault.seal(credential);
    const next = { ...chosen, credentialSealed: isKept ? set.credentialSealed : sealed };
    const isFree = await trackingSets.replaceChoices(db, organizationId, trackingSetId, next, now);
    if (!isFree) throw trackingSetNameTaken(chosen.name);
    changed(choices(set), choices(chosen));
    return {};
  },
});

const choices = ({
  name,
  memberUins,
  actions,
  outcomes,
  destination,
}: Pick<TrackingSet, 'name' | 'memberUins' | 'actions' | 'outcomes' | 'destination'>) => ({
  name,
  memberUins,
  actions,
  outcomes,
  destination,
});
