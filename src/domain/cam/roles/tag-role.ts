import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { quotas } from '../quotas.ts';
import { requireUnlocked, roleReference, roleTags, tooManyTags } from './role.ts';
import * as roles from './role-queries.ts';
import { getRoleOf, roleResource } from './role-reference.ts';

export const tagRole = defineAction({
  id: 'cam:TagRole',
  summary: 'Add tags to a role; one that it has gets the new value.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ ...roleReference, tags: roleTags.min(1) }),
  output: z.object({}),
  resource: roleResource,

  async run({ db, actor, now }, { tags: added, ...reference }) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, reference);
    requireUnlocked(role);
    const tags = new Map([...role.tags, ...added].map(({ key, value }) => [key, value]));
    if (tags.size > quotas.tags) throw tooManyTags();

    const list = [...tags].map(([key, value]) => ({ key, value }));
    await roles.update(db, uin, role.roleId, { tags: list }, now);
    return {};
  },
});
