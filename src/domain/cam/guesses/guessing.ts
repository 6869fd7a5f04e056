import { hashSecret } from '../../../platform/secrets.ts';

/** For how long attempts are counted together, and for how long nobody gets in after too many. */
export const windowSeconds = 15 * 60;

/** Wrong attempts for one person from one network. People mistype a password, not six times in a row. */
export const attemptsPerNetwork = 5;

/**
 * Wrong attempts for one person from everywhere. Higher, so that a stranger who knows a name cannot easily lock its
 * owner out; low enough that guessing from many networks leads nowhere.
 */
const attemptsPerPerson = 60;

/** Whoever is signed in: the root user by e-mail, a CAM user by account and name. Upper and lower case are one. */
export type Subject = { email: string } | { uin: number; userName: string };

export const subjectHash = (subject: Subject): string =>
  hashSecret(
    'email' in subject ? `root:${subject.email.toLowerCase()}` : `user:${subject.uin}:${subject.userName}`,
  );

export const isLocked = ({ here, everywhere }: { here: number; everywhere: number }): boolean =>
  here > attemptsPerNetwork || everywhere > attemptsPerPerson;
