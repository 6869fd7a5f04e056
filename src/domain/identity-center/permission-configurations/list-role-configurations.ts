import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import {
  offsetAnswer,
  offsetCursorInput,
  offsetCursorOutput,
  offsetOf,
} from '../../../action/offset-cursor.ts';
import { managedUins } from '../../organization/index.ts';
import * as authorizations from '../authorizations/authorization-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { permissionConfiguration } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const listRoleConfigurations = defineAction({
  id: 'organization:ListRoleConfigurations',
  summary: 'List the permission configurations of a space, by name.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    filter: z.string().max(256).default(''),
    /** Which ones the principal holds in one of these accounts is told of each. */
    filterTargets: z.array(z.int()).max(100).default([]),
    principalId: z.string().max(64).default(''),
    ...offsetCursorInput,
  }),
  output: z.object({
    roleConfigurations: z.array(permissionConfiguration.extend({ isSelected: z.boolean() })),
    ...offsetCursorOutput,
  }),

  async run({ db, actor }, { zoneId, filterTargets, principalId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const page = await configurations.list(db, spaceId, {
      ...listing,
      offset: offsetOf(listing, 'configurations'),
    });
    const managed = await managedUins(db, actor);
    const uins = managed ? filterTargets.filter((uin) => managed.includes(uin)) : filterTargets;
    const held = await authorizations.listConfigurationsOf(db, spaceId, principalId, uins);
    const roleConfigurations = page.items.map((configuration) => ({
      ...configuration,
      isSelected: held.has(configuration.roleConfigurationId),
    }));
    return { roleConfigurations, ...offsetAnswer(page, listing, 'configurations') };
  },
});
