import { z } from 'zod';
import type { Transaction } from '../../../../platform/database/database.ts';
import { accounts } from '../../../organization/index.ts';
import type { Space } from '../../space/space.ts';
import { lockDeployments } from '../emptied-queries.ts';
import { principalType } from '../principal.ts';
import * as choices from './chosen-queries.ts';

/** How many authorizations one call changes. */
const most = 1000;

export const chosenAuthorization = z.object({
  roleConfigurationId: z.string(),
  targetUin: z.int(),
  principalType,
  principalId: z.string(),
});
export type Chosen = z.output<typeof chosenAuthorization>;

export const chosenAuthorizations = z.array(chosenAuthorization).min(1).max(most);

/** Why one of several stays as it is. Names of what is gone are empty. */
export const refusals = z.array(
  chosenAuthorization.extend({
    code: z.string(),
    department: z.string(),
    principalName: z.string(),
    roleConfigurationName: z.string(),
  }),
);

const refusalOf = ({ isOwn, inheritedFrom, hasOther }: choices.Situation): string | undefined => {
  if (hasOther) return 'AuthorizationExistsAlready';
  if (isOwn) return undefined;
  return inheritedFrom === null ? 'RoleConfigurationAuthorizationNotFound' : 'AuthorizationInherited';
};

const toldOf = ({ inheritedFrom, principalName, roleConfigurationName }: choices.Situation) => ({
  department: inheritedFrom ?? '',
  ...{ principalName, roleConfigurationName },
});

/**
 * Which of these can be changed, and why the others cannot. Accounts and deployments are locked in one order, so that of two
 * administrators one comes after the other.
 */
export async function lockChosen(
  db: Transaction,
  { spaceId, organizationId }: Space,
  chosen: readonly Chosen[],
  replacement = '',
): Promise<{ changeable: Chosen[]; refused: z.output<typeof refusals> }> {
  const unique = [
    ...new Map(chosen.map((one) => [JSON.stringify(Object.entries(one).sort()), one])).values(),
  ];
  await accounts.holdAll(
    db,
    organizationId,
    unique.map(({ targetUin }) => targetUin),
  );
  await lockDeployments(db, spaceId, choices.rowsOf(unique));
  const found = await choices.situations(db, spaceId, unique, replacement);
  const judged = unique.map((one, place) => {
    const situation = found[place] ?? choices.nothingThere;
    return { one, code: refusalOf(situation), told: toldOf(situation) };
  });
  return {
    changeable: judged.flatMap(({ one, code }) => (code === undefined ? [one] : [])),
    refused: judged.flatMap(({ one, code, told }) => (code === undefined ? [] : [{ ...one, code, ...told }])),
  };
}
