import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { permissionConfiguration } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const listRoleConfigurations = defineAction({
  id: 'organization:ListRoleConfigurations',
  summary: 'List the permission configurations of a space, by name.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), filter: z.string().max(256).default(''), ...pageInput }),
  output: z.object({ roleConfigurations: z.array(permissionConfiguration), totalCounts: z.int() }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const { items, total } = await configurations.list(db, spaceId, listing);
    return { roleConfigurations: items, totalCounts: total };
  },
});
