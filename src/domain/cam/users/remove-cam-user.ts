import type { Transaction } from '../../../platform/database/database.ts';
import * as accessKeys from '../access-keys/access-key-queries.ts';
import * as devices from '../mfa/mfa-device-queries.ts';
import * as attachments from '../policies/attachment-queries.ts';
import * as camUsers from './cam-user-queries.ts';

/** Takes a CAM user out of the account with all that hangs on it; whoever is in the account as it, is out. */
export async function removeCamUser(db: Transaction, uin: number, userUin: number): Promise<void> {
  await accessKeys.removeAll(db, uin, userUin);
  await devices.remove(db, uin, userUin);
  await attachments.detachAll(db, uin, { kind: 'user', principalId: String(userUin) });
  await camUsers.remove(db, uin, userUin);
}
