import type { Principal } from '../../src/action/actor.ts';
import { findPresetPolicyByName } from '../../src/domain/cam/index.ts';
import { attach } from '../../src/domain/cam/policies/attachment-queries.ts';
import { addCamUser } from '../../src/domain/cam/users/add-user.ts';
import type { World } from './world.ts';

/** A CAM user of the account, signed in to its console. */
export async function camUserOf(world: World, owner: Principal, userName: string): Promise<Principal> {
  const { uin: userUin } = await world.execute(addCamUser, owner, {
    name: userName,
    password: 'Correct-horse-7',
    consoleLogin: 1,
  });
  return { kind: 'principal', uin: owner.uin, identity: { type: 'cam-user', userName, userUin } };
}

/** Attaches a preset policy to the CAM user. */
export async function give(world: World, user: Principal, policyName: string): Promise<void> {
  const policy = findPresetPolicyByName(policyName);
  if (!policy || user.identity.type !== 'cam-user')
    throw new Error(`Found no policy ${policyName} or no CAM user.`);
  const to = { kind: 'user', principalId: String(user.identity.userUin) } as const;
  await world.db.transaction().execute((db) => attach(db, user.uin, to, policy.policyId, world.clock.now()));
}

/** Of the role that Identity Center itself has in the admin account: what it deploys is something else. */
export const linkedPolicyId = 153;
