import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import type { ConfigurationContent } from './configuration-content.ts';
import { customPolicyNameTaken } from './custom-policy.ts';
import { systemPolicyLimit } from './permission-configuration.ts';
import { presetIdByName, requirePresetId } from './preset-reference.ts';

/** Ten times as long as a policy may be without its white space. */
const document = z.string().max(61_440);

const input = z.object({
  zoneId: z.string(),
  roleConfigurationId: z.string(),
  rolePolicyType: z.enum(['System', 'Custom']),
  rolePolicyNames: z.array(z.string()).max(systemPolicyLimit).default([]),
  rolePolicies: z
    .array(z.object({ policyId: z.int() }))
    .max(systemPolicyLimit)
    .default([]),
  customPolicyDocument: document.optional(),
  customPolicyDocuments: z.array(document).max(systemPolicyLimit).default([]),
});

export const addPermissionPolicyToRoleConfiguration = defineAction({
  id: 'organization:AddPermissionPolicyToRoleConfiguration',
  summary: 'Add policies to a permission configuration; its deployments then require redeployment.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input,
  output: z.object({}),

  async run(context, { zoneId, roleConfigurationId: id, ...added }) {
    const { spaceId } = await getOwnSpace(context.db, context.actor, zoneId);
    const add = added.rolePolicyType === 'System' ? withPresets : withCustomPolicies;
    await changeConfiguration(context, spaceId, id, (present) => add(present, added));
    return {};
  },
});

type Added = Omit<z.output<typeof input>, 'zoneId' | 'roleConfigurationId'>;

const withPresets = (present: ConfigurationContent, { rolePolicyNames, rolePolicies }: Added) => ({
  ...present,
  policyIds: [
    ...present.policyIds,
    ...rolePolicyNames.map(presetIdByName),
    ...rolePolicies.map(({ policyId }) => requirePresetId(policyId)),
  ],
});

/** A name for each document; a name without a document is refused as one with an empty document. */
function withCustomPolicies(present: ConfigurationContent, added: Added): ConfigurationContent {
  const documents = added.customPolicyDocuments.length
    ? added.customPolicyDocuments
    : [added.customPolicyDocument ?? ''];
  const wanted = Array.from(
    { length: Math.max(added.rolePolicyNames.length, documents.length) },
    (_, at) => ({
      policyName: added.rolePolicyNames[at] ?? '',
      policyDocument: documents[at] ?? '',
    }),
  );
  const names = new Set(present.customPolicies.map(({ policyName }) => policyName));
  const taken = wanted.find(({ policyName }) => names.has(policyName));
  if (taken) throw customPolicyNameTaken(taken.policyName);
  return { ...present, customPolicies: [...present.customPolicies, ...wanted] };
}
