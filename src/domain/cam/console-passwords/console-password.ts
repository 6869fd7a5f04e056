import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { RandomSource } from '../../../platform/random.ts';
import { hashPassword, type PasswordCost } from '../../../platform/secrets.ts';

const passwordRules = { minimum: 8, maximum: 128, kinds: 3 } as const;

/** A password as it was typed. Its hash is added before the transaction and never comes from outside. */
export const consolePassword = z.string().transform((text): ConsolePassword => ({ text }));

export interface ConsolePassword {
  text: string;
  hash?: string;
  /** Whoever chose a password knows it; one that was not chosen is shown once. */
  isRandom?: boolean;
}

const lower = 'abcdefghijkmnopqrstuvwxyz';
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '23456789';
const signs = '!#%*+-=?@_';

/** Refuses what is short, plain, or the user's own name, and says which rule it breaks. */
export function requireGoodPassword(password: string, userName: string): void {
  const broken = brokenRule(password, userName);
  if (broken) throw passwordViolatesRules(broken);
}

function brokenRule(password: string, userName: string): string | undefined {
  if (password.length < passwordRules.minimum) return 'Use at least 8 characters.';
  if (password.length > passwordRules.maximum) return 'Use at most 128 characters.';
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password));
  if (kinds.length < passwordRules.kinds) {
    return 'Use three of these: small letters, capital letters, digits, other characters.';
  }
  if (password.toLowerCase().includes(userName.toLowerCase())) return 'Do not use the user name in it.';
  return undefined;
}

/** A good password with its hash, which takes so long that it is made before the transaction. */
export async function hashed(
  { text }: ConsolePassword,
  userName: string,
  cost: PasswordCost,
): Promise<ConsolePassword> {
  requireGoodPassword(text, userName);
  return { text, hash: await hashPassword(text, cost) };
}

/** For a user who gets one without asking: 16 characters that are not mistaken for one another, of all kinds. */
export function randomPassword(random: RandomSource): string {
  const draw = (alphabet: string) => alphabet.charAt(random.integer(alphabet.length));
  const drawn = [lower, upper, digits, signs].map(draw);
  while (drawn.length < 16) drawn.push(draw(lower + upper + digits));
  return drawn.join('');
}

const passwordViolatesRules = (broken: string) =>
  new DomainError('invalid-input', 'PasswordViolatedRules', `The password breaks a rule. ${broken}`, {
    fields: { password: broken },
  });

export const passwordReused = () =>
  new DomainError('invalid-input', 'PasswordReused', 'The new password is the old one.', {
    fields: { password: 'The new password is the old one.' },
  });

export const oldPasswordWrong = () =>
  new DomainError('invalid-input', 'OldPasswordWrong', 'The present password is not right.', {
    fields: { oldPassword: 'The present password is not right.' },
  });

export const noConsolePassword = () =>
  new DomainError(
    'failed-precondition',
    'NoConsolePassword',
    'You have no password in this account. People who come by single sign-on need none.',
  );
