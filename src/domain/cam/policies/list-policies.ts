import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as boundaries from '../boundaries/boundary-queries.ts';
import { flag, toFlag } from '../flag.ts';
import { listingOf, paging } from '../paging.ts';
import { active, neverDeactivated } from './attached-policy.ts';
import * as attachments from './attachment-queries.ts';
import type { CustomPolicy } from './custom-policy.ts';
import { policyResource } from './custom-policy.ts';
import * as policies from './policy-queries.ts';
import { type PresetPolicy, presetPolicies } from './preset-policy.ts';

const strategy = z.object({
  policyId: z.int(),
  policyName: z.string(),
  /** Preset policies have no times. */
  addTime: z.date().nullable(),
  updateTime: z.date().nullable(),
  /** 1 custom, 2 preset. */
  type: z.union([z.literal(1), z.literal(2)]),
  description: z.string(),
  createMode: z.literal(2),
  ...neverDeactivated,
  attachments: z.int(),
  serviceType: z.string(),
  isServiceLinkedPolicy: flag,
  attachEntityCount: z.int(),
  attachEntityBoundaryCount: z.int(),
  /** Ours: the space that manages it. */
  spaceId: z.string().nullable(),
});

export const listCamPolicies = defineAction({
  id: 'cam:ListPolicies',
  summary: 'List policies by name: the account’s own first, then the preset ones.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...paging, scope: z.enum(['All', 'QCS', 'Local']).default('All') }),
  output: z.object({ totalNum: z.int(), list: z.array(strategy), serviceTypeList: z.array(z.string()) }),
  resource: (_input, { uin }) => policyResource(uin, '*'),

  async run({ db, actor }, { scope, ...asked }) {
    const { uin } = requirePrincipal(actor);
    const { filter, offset, maxResults } = listingOf(asked);
    const presets = scope === 'Local' ? [] : presetPolicies.filter((policy) => mentions(policy, filter));
    const custom =
      scope === 'QCS'
        ? { items: [], total: 0 }
        : await policies.list(db, uin, { filter, offset, maxResults });
    // One list after the other: what a page does not fill with the first comes from the second.
    const from = Math.max(0, offset - custom.total);
    const to = Math.max(0, offset + maxResults - custom.total);
    const found = [...custom.items.map(toStrategy), ...presets.slice(from, to).map(toPresetStrategy)];

    const ids = found.map(({ policyId }) => policyId);
    const attached = await attachments.countByPolicy(db, uin, ids);
    const bounded = await boundaries.countByPolicy(db, uin, ids);
    const list = found.map((policy) => ({
      ...policy,
      createMode: 2 as const,
      ...active,
      serviceType: '',
      attachments: attached.get(policy.policyId) ?? 0,
      attachEntityCount: attached.get(policy.policyId) ?? 0,
      attachEntityBoundaryCount: bounded.get(policy.policyId) ?? 0,
    }));
    return { totalNum: custom.total + presets.length, list, serviceTypeList: [] };
  },
});

const mentions = ({ policyName, description }: PresetPolicy, text: string): boolean =>
  `${policyName}\n${description}`.toLowerCase().includes(text.toLowerCase());

const toStrategy = ({ policyId, policyName, description, spaceId, createdAt, updatedAt }: CustomPolicy) => ({
  policyId,
  policyName,
  description,
  spaceId,
  addTime: createdAt,
  updateTime: updatedAt,
  type: 1 as const,
  isServiceLinkedPolicy: 0 as const,
});

const toPresetStrategy = ({ policyId, policyName, description, isServiceLinked }: PresetPolicy) => ({
  policyId,
  policyName,
  description,
  spaceId: null,
  addTime: null,
  updateTime: null,
  type: 2 as const,
  isServiceLinkedPolicy: toFlag(isServiceLinked ?? false),
});
