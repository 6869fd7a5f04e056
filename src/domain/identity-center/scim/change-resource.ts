import { z } from 'zod';
import type { ActionContext } from '../../../action/define-action.ts';
import { type Change, type ChangeRequest, versionsInput } from './change.ts';
import { openSpaceOf } from './directory-space.ts';
import { type Projection, projectionInput, selectionOf } from './resource/projection.ts';
import type { Kind, Shown } from './resource/shown.ts';

/** What creates a resource, and what changes one. */
export const creationInput = { body: z.unknown(), ...projectionInput };
export const changeInput = { id: z.string(), ...versionsInput, ...creationInput };

/** Makes a change, and shows what the resource has become. */
export async function changeResource(
  context: ActionContext,
  kind: Kind,
  change: Change,
  { id, body, ifMatch, ifNoneMatch, ...projection }: ChangeRequest & Projection,
): Promise<Shown> {
  const spaceId = await openSpaceOf(context);
  const selection = selectionOf(kind.type, projection);
  const changed = await change(context, spaceId, { id, body, ifMatch, ifNoneMatch });
  return showResource(context, kind, spaceId, changed.id, selection);
}

/** A resource that the directory owns. @throws DomainError that there is none of that id */
export async function showResource(
  context: ActionContext,
  kind: Kind,
  spaceId: string,
  id: string,
  selection: ReturnType<typeof selectionOf>,
): Promise<Shown> {
  const [found] = await kind.show(context, spaceId, [id], selection);
  if (!found) throw kind.notFound(id);
  return found;
}
