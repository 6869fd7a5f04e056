import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { roleArn } from '../roles/role.ts';
import { getServiceRole } from './service-role.ts';
import { readGrant } from './service-role-grant.ts';

export const describeServiceRoleGrant = defineAction({
  id: 'cam:DescribeServiceRoleGrant',
  summary: 'Show what a service asks to do with its role, and whether that was granted.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ roleName: z.string(), service: z.string() }),
  output: z.object({
    roleName: z.string(),
    service: z.string(),
    description: z.string(),
    policies: z.array(
      z.object({
        policyId: z.int(),
        policyName: z.string(),
        description: z.string(),
        policyDocument: z.string(),
      }),
    ),
    isGranted: z.boolean(),
  }),
  resource: ({ roleName }, { uin }) => roleArn(uin, roleName),

  async run({ db, actor }, { roleName, service }) {
    const { uin } = requirePrincipal(actor);
    const asked = getServiceRole(roleName, service);
    const { isGranted } = await readGrant(db, uin, asked);
    const policies = asked.policies.map(({ policyId, policyName, description, document }) => ({
      policyId,
      policyName,
      description,
      policyDocument: JSON.stringify(document, null, 2),
    }));
    return { roleName, service, description: asked.description, policies, isGranted };
  },
});
