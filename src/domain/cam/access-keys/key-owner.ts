import type { ActionContext } from '../../../action/define-action.ts';
import { ownUserUin, requireUserUin } from '../own-identity.ts';
import { targetUinMissing } from './access-key.ts';

/** Whose keys an input means: the user it names, or whoever asks. */
export async function keyOwner(
  context: Pick<ActionContext, 'db' | 'actor'>,
  targetUin: number | undefined,
): Promise<number> {
  const userUin = targetUin ?? (await ownUserUin(context));
  if (userUin === undefined) throw targetUinMissing();
  await requireUserUin(context, userUin);
  return userUin;
}
