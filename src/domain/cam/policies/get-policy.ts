import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { flag, toFlag } from '../flag.ts';
import { policyResource } from './custom-policy.ts';
import * as policies from './policy-queries.ts';
import * as versions from './policy-version-queries.ts';
import { findPresetPolicy, type PresetPolicy, policyNotFound } from './preset-policy.ts';

const policy = z.object({
  policyName: z.string(),
  description: z.string(),
  /** 1 custom, 2 preset. */
  type: z.union([z.literal(1), z.literal(2)]),
  /** Preset policies have no times. */
  addTime: z.date().nullable(),
  updateTime: z.date().nullable(),
  /** JSON, as it was written. */
  policyDocument: z.string(),
  presetAlias: z.string(),
  isServiceLinkedRolePolicy: flag,
  /** Ours: which version is in force, and the space that manages the policy. */
  defaultVersion: z.int(),
  spaceId: z.string().nullable(),
});

export const getCamPolicy = defineAction({
  id: 'cam:GetPolicy',
  summary: 'Show one policy with the document that is in force.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ policyId: z.int() }),
  output: policy,
  resource: ({ policyId }, { uin }) => policyResource(uin, policyId),

  async run({ db, actor }, { policyId }) {
    const { uin } = requirePrincipal(actor);
    const preset = findPresetPolicy(policyId);
    if (preset) return toPolicy(preset);
    const custom = await policies.find(db, uin, policyId);
    const version = custom && (await versions.find(db, uin, policyId, custom.defaultVersion));
    if (!version) throw policyNotFound(policyId);

    const { policyName, description, createdAt, updatedAt, defaultVersion, spaceId } = custom;
    return {
      policyName,
      description,
      type: 1 as const,
      addTime: createdAt,
      updateTime: updatedAt,
      policyDocument: version.document,
      presetAlias: '',
      isServiceLinkedRolePolicy: 0 as const,
      defaultVersion,
      spaceId,
    };
  },
});

const toPolicy = ({ policyName, description, document, isServiceLinked }: PresetPolicy) => ({
  policyName,
  description,
  type: 2 as const,
  addTime: null,
  updateTime: null,
  policyDocument: JSON.stringify(document, null, 2),
  presetAlias: policyName,
  isServiceLinkedRolePolicy: toFlag(isServiceLinked ?? false),
  defaultVersion: 1,
  spaceId: null,
});
