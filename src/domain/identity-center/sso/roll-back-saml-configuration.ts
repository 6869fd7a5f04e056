import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changesBetween, emptyConfiguration, withCertificateNames } from './sso-configuration.ts';
import * as sso from './sso-queries.ts';
import { nothingChanges, revisionNotFound } from './sso-refusals.ts';
import * as ssoRevisions from './sso-revision-queries.ts';

export const rollBackSamlConfiguration = defineAction({
  id: 'organization:RollBackSAMLConfiguration',
  summary: 'Prepare single sign-on settings as they once were; on or off stays as it is today.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), revision: z.coerce.number().int().min(1).max(2_147_483_647) }),
  output: z.object({}),

  async run({ db, actor, now, changed }, { zoneId, revision }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const settings = await sso.lock(db, spaceId);
    const former = await ssoRevisions.find(db, spaceId, revision);
    if (!former) throw revisionNotFound(revision);

    const current = settings?.configuration ?? emptyConfiguration;
    const candidate = { ...former, isEnabled: current.isEnabled };
    if (changesBetween(current, candidate).length === 0) throw nothingChanges();
    await sso.putCandidate(db, spaceId, { candidate, current, actor, now });
    changed(
      settings?.candidate ? withCertificateNames(settings.candidate.configuration) : null,
      withCertificateNames(candidate),
    );
    return {};
  },
});
