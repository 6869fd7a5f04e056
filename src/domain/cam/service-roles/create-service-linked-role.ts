import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as accountLock from '../account-lock-queries.ts';
import { description } from '../description.ts';
import { quotas } from '../quotas.ts';
import { roleTags, tooManyRoles, tooManyTags } from '../roles/role.ts';
import * as roles from '../roles/role-queries.ts';
import { putServiceLinkedRole } from './put-service-linked-role.ts';
import { getServiceLinkedRole, linkedRoleResource } from './service-role.ts';

const customSuffix = z.string().regex(/^[A-Za-z0-9]{0,64}$/, 'Use up to 64 letters and digits.');

export const createServiceLinkedRole = defineAction({
  id: 'cam:CreateServiceLinkedRole',
  summary: 'Create the role of a service, with the name and the policies that the service fixes.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    qcsServiceName: z.array(z.string()).length(1),
    customSuffix: customSuffix.default(''),
    description,
    tags: roleTags.default([]),
  }),
  output: z.object({ roleId: z.string() }),
  resource: ({ qcsServiceName: [service = ''], customSuffix: suffix }, { uin }) =>
    linkedRoleResource(uin, service, suffix),

  async run({ db, actor, now }, { qcsServiceName: [service = ''], customSuffix: suffix, ...given }) {
    const { uin } = requirePrincipal(actor);
    getServiceLinkedRole(service);
    if (given.tags.length > quotas.tags) throw tooManyTags();
    await accountLock.lock(db, uin);
    if ((await roles.count(db, uin)) >= quotas.roles) throw tooManyRoles();

    const roleId = await putServiceLinkedRole({ db, now }, uin, service, { ...given, customSuffix: suffix });
    return { roleId };
  },
});
