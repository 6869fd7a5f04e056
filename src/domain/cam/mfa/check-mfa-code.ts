import type { ActionContext } from '../../../action/define-action.ts';
import { totpStep } from '../../../platform/totp.ts';
import type { MfaDevice } from './mfa-device.ts';
import * as devices from './mfa-device-queries.ts';

type Context = Pick<ActionContext, 'db' | 'now' | 'vault'>;

/**
 * Whether a sign-in brings the code it must: `not-needed` without a confirmed device. For a CAM user, or for the root
 * user under the account's own uin. What is `right` is used up.
 */
export async function checkMfaCode(
  context: Context,
  uin: number,
  userUin: number,
  code: string | undefined,
): Promise<'not-needed' | 'missing' | 'right' | 'wrong'> {
  const device = await devices.find(context.db, uin, userUin);
  if (!device?.isConfirmed) return 'not-needed';
  if (!code) return 'missing';
  return (await useMfaCode(context, uin, userUin, device, code)) ? 'right' : 'wrong';
}

/** True once for each code of the device. */
export async function useMfaCode(
  { db, now, vault }: Context,
  uin: number,
  userUin: number,
  device: MfaDevice,
  code: string,
): Promise<boolean> {
  const step = totpStep(vault.open(device.secretSealed), code.replaceAll(' ', ''), now);
  return step !== undefined && devices.useStep(db, uin, userUin, step);
}
