import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as users from '../users/user-queries.ts';
import {
  changesBetween,
  emptyConfiguration,
  missingParts,
  ssoChange,
  ssoConfiguration,
} from './sso-configuration.ts';
import * as sso from './sso-queries.ts';
import { expiryWarnings, ssoWarning, warningsOf } from './sso-warning.ts';

export const describeSamlConfiguration = defineAction({
  id: 'organization:DescribeSAMLConfiguration',
  summary: 'Show the single sign-on settings, those that are prepared, and what would change with them.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string() }),
  output: z.object({
    revision: z.int(),
    configuration: ssoConfiguration,
    missing: z.array(z.string()),
    warnings: z.array(ssoWarning),
    refreshedAt: z.date().optional(),
    refreshProblem: z.string(),
    candidate: z
      .object({
        configuration: ssoConfiguration,
        changes: z.array(ssoChange),
        warnings: z.array(ssoWarning),
        at: z.date(),
        testedAt: z.date().optional(),
      })
      .optional(),
  }),

  async run({ db, actor, now }, { zoneId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const settings = await sso.find(db, spaceId);
    const configuration = settings?.configuration ?? emptyConfiguration;
    const candidate = settings?.candidate;
    const activeUsers = candidate ? await users.countEnabled(db, spaceId) : 0;
    return {
      revision: settings?.revision ?? 0,
      configuration,
      missing: missingParts(configuration),
      warnings: expiryWarnings(configuration, now),
      refreshedAt: settings?.refreshedAt,
      refreshProblem: settings?.refreshProblem ?? '',
      candidate: candidate && {
        ...candidate,
        changes: changesBetween(configuration, candidate.configuration),
        warnings: warningsOf(configuration, candidate.configuration, {
          activeUsers,
          isTested: candidate.testedAt !== undefined,
          now,
        }),
      },
    };
  },
});
