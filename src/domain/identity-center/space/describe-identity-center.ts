import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { administeredOrganization, organizationNotFound, organizations } from '../../organization/index.ts';
import * as spaces from './space-queries.ts';
import { spaceUrls } from './space-urls.ts';

export const describeIdentityCenter = defineAction({
  id: 'organization:DescribeIdentityCenter',
  summary: 'Tell which space the organization has, and where its people log in.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'none',
  delegable: { services: ['identitycenter', 'cloudaudit'], manages: 'some' },
  input: z.object({}),
  output: z.object({
    zoneId: z.string(),
    zoneName: z.string(),
    serviceStatus: z.literal('Enabled'),
    createTime: z.date(),
    updateTime: z.date(),
    /** Ours. */
    organizationName: z.string(),
    loginUrl: z.string(),
    scimSyncStatus: z.enum(['Enabled', 'Disabled']),
  }),

  async run({ db, actor, settings }) {
    const organizationId = administeredOrganization(actor);
    const organization = await organizations.find(db, organizationId);
    if (!organization) throw organizationNotFound();
    const space = await spaces.findOfOrganization(db, organizationId);
    if (!space) throw notOpen(organization.name);

    const { loginUrl } = spaceUrls(settings, space);
    return {
      zoneId: space.spaceId,
      zoneName: space.name,
      serviceStatus: 'Enabled' as const,
      createTime: space.createTime,
      updateTime: space.updateTime,
      organizationName: organization.name,
      loginUrl,
      scimSyncStatus: space.isSynchronizing ? ('Enabled' as const) : ('Disabled' as const),
    };
  },
});

const notOpen = (organization: string) =>
  new DomainError('not-found', 'IdentityCenterNotOpen', 'Identity Center is not open yet.', {
    details: { organization },
  });
