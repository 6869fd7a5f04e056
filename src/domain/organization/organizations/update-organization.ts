import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { recordChange } from '../changes/record-change.ts';
import { lockOwnOrganization, organizationName } from './organization.ts';
import * as organizations from './organization-queries.ts';

export const updateOrganization = defineAction({
  id: 'organization:UpdateOrganization',
  summary: 'Rename the organization.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ name: organizationName }),
  output: z.object({}),

  async run(context, { name }) {
    const { db, actor } = context;
    const { organizationId, name: former } = await lockOwnOrganization(db, actor);
    if (former === name) return {};

    await organizations.rename(db, organizationId, name);
    await recordChange(context, organizationId, { kind: 'OrganizationRenamed', former, present: name });
    return {};
  },
});
