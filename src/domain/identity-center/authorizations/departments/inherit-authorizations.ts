import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { organizations } from '../../../organization/index.ts';
import * as spaces from '../../space/space-queries.ts';
import { inherit } from './inherit.ts';
import { takeUp } from './inheritance-queries.ts';

export const inheritAuthorizations = defineAction({
  id: 'organization:InheritAuthorizations',
  summary:
    'Ours. Let accounts that came to another department inherit what is authorized there. A job; may run again.',
  effect: 'write',
  allowed: ['system'],
  input: z.object({ spaceId: z.string(), uins: z.array(z.int()).max(100) }),
  output: z.object({ createdCount: z.int(), removedCount: z.int() }),

  async run(context, { spaceId, uins }) {
    const { db } = context;
    const space = await spaces.findById(db, spaceId);
    if (!space) throw new Error(`There is no space ${spaceId}.`);
    await organizations.lock(db, space.organizationId);
    const due = await takeUp(db, spaceId, uins);
    return inherit(context, space, { uins: due.map(({ uin }) => uin) });
  },
});
