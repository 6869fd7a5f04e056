import type { ActionContext } from '../../../../action/define-action.ts';
import type { Space } from '../../space/space.ts';
import { draftIncomplete, draftTooLarge, tripletsPerSubmission } from '../drafts/draft.ts';
import { requireValidity, type Validity } from '../validity.ts';
import * as departmentAuthorizations from './department-authorization-queries.ts';
import { inherit } from './inherit.ts';
import { countAccounts } from './inheritance-queries.ts';

interface Wanted extends Validity {
  place: departmentAuthorizations.Place;
  userIds: readonly string[];
  groupIds: readonly string[];
  roleConfigurationIds: readonly string[];
}

/**
 * Authorizes users and groups in a department and lets its accounts inherit that, as a submission. The caller has locked the
 * organization, and holds whom and what it authorizes. What exists already stays as it is and is counted.
 */
export async function authorizeDepartment(
  context: ActionContext,
  space: Space,
  { place, ...wanted }: Wanted,
  submissionId: string,
): Promise<{ ids: string[]; createdCount: number; existingCount: number }> {
  const { db, now, random } = context;
  const { userIds, groupIds, roleConfigurationIds } = wanted;
  const count = (userIds.length + groupIds.length) * roleConfigurationIds.length;
  if (count === 0) throw draftIncomplete();
  const inheriting = count * (await countAccounts(db, space.organizationId, place));
  if (inheriting > tripletsPerSubmission) throw draftTooLarge(inheriting);
  requireValidity(wanted, now);

  const ids = await departmentAuthorizations.insertAll(
    db,
    space.spaceId,
    { ...place, ...wanted },
    { idPrefix: random.id('da'), now },
  );
  const { createdCount } = await inherit(
    context,
    space,
    { departmentAuthorizationIds: ids },
    { submissionId },
  );
  return { ids, createdCount, existingCount: count - ids.length };
}
