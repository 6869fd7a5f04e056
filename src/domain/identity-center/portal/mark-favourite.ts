import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { accountNotFound } from '../../organization/index.ts';
import * as access from './access-queries.ts';
import { getEmployee } from './employee.ts';
import * as favourites from './favourite-queries.ts';

export const markFavourite = defineAction({
  id: 'portal:MarkFavourite',
  summary: 'Put an account first in one’s own lists, or back to where it was.',
  effect: 'write',
  allowed: ['employee'],
  input: z.object({ uin: z.coerce.number().int().positive().safe(), isFavourite: z.boolean() }),
  output: z.object({}),

  async run({ db, actor, now }, { uin, isFavourite }) {
    const { spaceId, userId } = await getEmployee(db, actor);
    if (!isFavourite) {
      await favourites.remove(db, spaceId, userId, uin);
      return {};
    }
    // An account one may not enter is no different from one that does not exist.
    if (!(await access.mayEnter(db, spaceId, { userId, now }, uin))) throw accountNotFound(uin);
    await favourites.insert(db, spaceId, userId, uin, now);
    return {};
  },
});
