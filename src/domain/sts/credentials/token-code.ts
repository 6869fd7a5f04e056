import type { Principal } from '../../../action/actor.ts';
import type { ActionContext } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import {
  checkMfaCode,
  countAttempt,
  findOwnSubject,
  forgetAttempts,
  tooManyGuesses,
} from '../../cam/index.ts';

interface ShownCode {
  serialNumber?: string | undefined;
  tokenCode?: string | undefined;
}

/**
 * Whether the caller shows a code of its device, which is then used up. A code that is not right is refused, whatever
 * the role asks for. Codes are guessed here as they are at sign-in, so the attempts of a person are counted together,
 * each before it is looked at.
 */
export async function showsCode(
  context: ActionContext,
  caller: Principal,
  { serialNumber, tokenCode }: ShownCode,
): Promise<boolean> {
  if (serialNumber === undefined && tokenCode === undefined) return false;
  if (serialNumber === undefined || tokenCode === undefined) throw halfACode();
  const owner = await findOwnSubject(context);
  if (!owner || serialNumber !== serialNumberOf(caller.uin)) throw notSuchADevice();

  if (await countAttempt(context, owner.subject)) throw tooManyGuesses();
  const answer = await checkMfaCode(context, caller.uin, owner.userUin, tokenCode);
  if (answer !== 'right') throw codeWrong();
  await forgetAttempts(context, owner.subject);
  return true;
}

/** The one kind of device that there is, an app; the same for everybody in an account (reference: AssumeRole). */
const serialNumberOf = (uin: number): string => `qcs::cam:uin/${uin}::mfa/softToken`;

const halfACode = () =>
  new DomainError('invalid-input', 'ParamError', 'Give SerialNumber and TokenCode both, or neither.', {
    details: { context: 'code' },
  });

const notSuchADevice = () =>
  new DomainError(
    'failed-precondition',
    'MFATypeNotSupported',
    'SerialNumber is qcs::cam:uin/<uin>::mfa/softToken with the uin of your account. Roles have no MFA device.',
    { details: { context: 'code' } },
  );

const codeWrong = () =>
  new DomainError('forbidden', 'CheckMFAError', 'The code is not right, or was used already.');
