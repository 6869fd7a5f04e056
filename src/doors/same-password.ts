import { DomainError } from '../action/domain-error.ts';

/** A new password is typed twice; only when both agree is it passed on, once. */
export function requireSamePassword({
  passwordAgain,
  ...values
}: Record<string, unknown>): Record<string, unknown> {
  if (values.password === passwordAgain) return values;
  const message = 'The two passwords differ.';
  throw new DomainError('invalid-input', 'PasswordsDiffer', message, { fields: { passwordAgain: message } });
}
