import { z } from 'zod';
import type { ActionContext } from '../../../../action/define-action.ts';
import { DomainError } from '../../../../action/domain-error.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { draftExpiry, ownerOf } from '../drafts/draft.ts';
import * as imports from './import-queries.ts';

/** `add` takes nothing away; `exact` takes away whatever the file does not name. */
export const importMode = z.enum(['add', 'exact']);

/** The asker's own file, which is kept as long as a draft is. */
export async function getImport({ db, actor, now }: ActionContext, zoneId: string, importId: string) {
  const space = await getOwnSpace(db, actor, zoneId);
  const found = await imports.lock(db, space.spaceId, {
    ...{ importId, owner: ownerOf(actor), createdSince: draftExpiry(now) },
  });
  if (!found) throw importNotFound();
  return { space, found };
}

const importNotFound = () =>
  new DomainError(
    'not-found',
    'AuthorizationImportNotExist',
    'There is no such file any more, or it was applied; bring it again.',
  );

export const importChanged = () =>
  new DomainError(
    'conflict',
    'AuthorizationImportChanged',
    'The authorizations were changed after this plan was made; look at it again.',
  );

export const importHasErrors = (count: number) =>
  new DomainError(
    'failed-precondition',
    'AuthorizationImportHasErrors',
    `The file has ${count} lines with errors. What it does not name would be taken away, so mend them first.`,
    { details: { count } },
  );

export const importNotConfirmed = () =>
  new DomainError(
    'failed-precondition',
    'AuthorizationImportNotConfirmed',
    'Applying this takes authorizations away; confirm their number.',
  );
