import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { listingOf, paging } from '../paging.ts';
import * as attachments from './attachment-queries.ts';
import { policyResource } from './custom-policy.ts';
import * as policies from './policy-queries.ts';
import { findPresetPolicy, policyNotFound } from './preset-policy.ts';

/** How the API numbers what a policy may be attached to. */
const relatedTypes = { user: 1, group: 2, role: 3 } as const;

const filters = {
  All: ['user', 'group', 'role'],
  User: ['user'],
  Group: ['group'],
  Role: ['role'],
} as const;

export const listEntitiesForPolicy = defineAction({
  id: 'cam:ListEntitiesForPolicy',
  summary: 'List the users, groups and roles that a policy is attached to.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    policyId: z.int(),
    page: paging.page,
    rp: paging.rp,
    entityFilter: z.enum(['All', 'User', 'Group', 'Role']).default('All'),
  }),
  output: z.object({
    totalNum: z.int(),
    list: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        uin: z.int(),
        relatedType: z.int(),
        attachmentTime: z.date(),
      }),
    ),
  }),
  resource: ({ policyId }, { uin }) => policyResource(uin, policyId),

  async run({ db, actor }, { policyId, entityFilter, ...asked }) {
    const { uin } = requirePrincipal(actor);
    const isKnown = findPresetPolicy(policyId) ?? (await policies.find(db, uin, policyId));
    if (!isKnown) throw policyNotFound(policyId);

    const listing = listingOf({ ...asked, keyword: '' });
    const { items, total } = await attachments.listOfPolicy(
      db,
      uin,
      policyId,
      filters[entityFilter],
      listing,
    );
    return {
      totalNum: total,
      list: items.map(({ kind, principalId, name, attachedAt }) => ({
        id: principalId,
        name,
        uin: kind === 'user' ? Number(principalId) : 0,
        relatedType: relatedTypes[kind],
        attachmentTime: attachedAt,
      })),
    };
  },
});
