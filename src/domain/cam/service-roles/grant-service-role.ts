import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import * as accountLock from '../account-lock-queries.ts';
import * as attachments from '../policies/attachment-queries.ts';
import { quotas } from '../quotas.ts';
import { defaultSessionSeconds, roleArn, roleNameTaken, tooManyRoles } from '../roles/role.ts';
import * as roles from '../roles/role-queries.ts';
import { trustService } from '../roles/trust-policy.ts';
import { alreadyGranted, getServiceRole, type ServiceRole } from './service-role.ts';
import { readGrant } from './service-role-grant.ts';

export const grantServiceRole = defineAction({
  id: 'cam:GrantServiceRole',
  summary: 'Let a service work in the account: creates its role with its preset policies, once.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ roleName: z.string(), service: z.string() }),
  output: z.object({ roleId: z.string() }),
  resource: ({ roleName }, { uin }) => roleArn(uin, roleName),
  alsoNeeds: ({ roleName }, { uin }) => [{ action: 'cam:PassRole', resource: roleArn(uin, roleName) }],

  async run({ db, actor, now }, { roleName, service }) {
    const { uin } = requirePrincipal(actor);
    const asked = getServiceRole(roleName, service);
    await accountLock.lock(db, uin);
    const { role, missing, isGranted } = await readGrant(db, uin, asked);
    if (isGranted) throw alreadyGranted(roleName);

    const roleId = role?.roleId ?? (await create(db, uin, asked, now));
    for (const { policyId } of missing) {
      await attachments.attach(db, uin, { kind: 'role', principalId: roleId }, policyId, now);
    }
    return { roleId };
  },
});

async function create(db: Transaction, uin: number, asked: ServiceRole, now: Date): Promise<string> {
  if ((await roles.count(db, uin)) >= quotas.roles) throw tooManyRoles();
  const role = {
    roleName: asked.roleName,
    description: asked.description,
    trustPolicy: trustService(asked.service),
    consoleLogin: false,
    sessionSeconds: defaultSessionSeconds,
    roleType: 'system',
    tags: [],
  } as const;
  const roleId = await roles.insert(db, uin, { ...role, tags: [] }, now);
  if (roleId === undefined) throw roleNameTaken(asked.roleName);
  return roleId;
}
