import type { Transaction } from '../../../platform/database/database.ts';
import type { MfaDevice } from './mfa-device.ts';

/** `userUin` is a CAM user's, or the account's own for the root user. */
export async function find(db: Transaction, uin: number, userUin: number): Promise<MfaDevice | undefined> {
  const row = await db
    .selectFrom('cam_mfa_devices')
    .selectAll()
    .where('uin', '=', uin)
    .where('user_uin', '=', userUin)
    .executeTakeFirst();
  return (
    row && {
      secretSealed: row.secret_sealed,
      isConfirmed: row.confirmed_at !== null,
      usedStep: row.used_step,
    }
  );
}

/** Begins an enrolment; one that was begun and not confirmed is replaced. False when there is a confirmed device. */
export async function begin(
  db: Transaction,
  uin: number,
  userUin: number,
  secretSealed: string,
  now: Date,
): Promise<boolean> {
  const begun = { secret_sealed: secretSealed, used_step: 0, created_at: now };
  const result = await db
    .insertInto('cam_mfa_devices')
    .values({ uin, user_uin: userUin, confirmed_at: null, ...begun })
    .onConflict((conflict) =>
      conflict
        .columns(['uin', 'user_uin'])
        .doUpdateSet(begun)
        .where('cam_mfa_devices.confirmed_at', 'is', null),
    )
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** False when that step or a later one was used before, also by somebody who asks at the same time. */
export async function useStep(db: Transaction, uin: number, userUin: number, step: number): Promise<boolean> {
  const result = await db
    .updateTable('cam_mfa_devices')
    .set({ used_step: step })
    .where('uin', '=', uin)
    .where('user_uin', '=', userUin)
    .where('used_step', '<', step)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function confirm(db: Transaction, uin: number, userUin: number, now: Date): Promise<void> {
  await db
    .updateTable('cam_mfa_devices')
    .set({ confirmed_at: now })
    .where('uin', '=', uin)
    .where('user_uin', '=', userUin)
    .execute();
}

/** False when there is none. */
export async function remove(db: Transaction, uin: number, userUin: number): Promise<boolean> {
  const result = await db
    .deleteFrom('cam_mfa_devices')
    .where('uin', '=', uin)
    .where('user_uin', '=', userUin)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
