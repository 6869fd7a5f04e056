import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as accountLock from '../account-lock-queries.ts';
import { description } from '../description.ts';
import { flag } from '../flag.ts';
import { quotas } from '../quotas.ts';
import { passRolePermission } from '../service-roles/pass-role-permission.ts';
import { requireTrustPolicy } from './require-trust-policy.ts';
import {
  defaultSessionSeconds,
  requireFreeRoleName,
  roleArn,
  roleName,
  roleNameTaken,
  roleTags,
  sessionDuration,
  tooManyRoles,
  tooManyTags,
} from './role.ts';
import * as roles from './role-queries.ts';

export const createRole = defineAction({
  id: 'cam:CreateRole',
  summary: 'Create a role that the identity providers, accounts or services of its trust policy may become.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    roleName,
    policyDocument: z.string(),
    description,
    consoleLogin: flag.default(0),
    sessionDuration: sessionDuration.default(0),
    tags: roleTags.default([]),
  }),
  output: z.object({ roleId: z.string() }),
  resource: ({ roleName: name }, { uin }) => roleArn(uin, name),
  alsoNeeds: ({ roleName: name, policyDocument }, { uin }) =>
    passRolePermission(roleArn(uin, name), policyDocument),

  async run({ db, actor, now, settings }, input) {
    const { uin } = requirePrincipal(actor);
    requireFreeRoleName(input.roleName, settings);
    if (input.tags.length > quotas.tags) throw tooManyTags();
    const trustPolicy = await requireTrustPolicy(db, uin, input.policyDocument);
    await accountLock.lock(db, uin);
    if ((await roles.count(db, uin)) >= quotas.roles) throw tooManyRoles();

    const role = {
      roleName: input.roleName,
      description: input.description,
      trustPolicy,
      consoleLogin: input.consoleLogin === 1,
      sessionSeconds: input.sessionDuration || defaultSessionSeconds,
      roleType: 'user',
      tags: input.tags,
    } as const;
    const roleId = await roles.insert(db, uin, role, now);
    if (roleId === undefined) throw roleNameTaken(input.roleName);
    return { roleId };
  },
});
