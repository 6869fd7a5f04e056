import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { organizationNotFound, organizations, requireAdministrator } from '../../organization/index.ts';
import * as spaces from './space-queries.ts';
import { spaceUrls } from './space-urls.ts';

export const describeIdentityCenter = defineAction({
  id: 'organization:DescribeIdentityCenter',
  summary: 'Tell which space the organization has, and where its people log in.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'none',
  input: z.object({}),
  output: z.object({
    zoneId: z.string(),
    zoneName: z.string(),
    organizationName: z.string(),
    loginUrl: z.string(),
  }),

  async run({ db, actor, settings }) {
    const { organizationId } = requireAdministrator(actor);
    const organization = await organizations.find(db, organizationId);
    if (!organization) throw organizationNotFound();
    const space = await spaces.findOfOrganization(db, organizationId);
    if (!space)
      throw new DomainError('not-found', 'IdentityCenterNotOpen', 'Identity Center is not open yet.');

    const { loginUrl } = spaceUrls(settings, space.name);
    return { zoneId: space.spaceId, zoneName: space.name, organizationName: organization.name, loginUrl };
  },
});
