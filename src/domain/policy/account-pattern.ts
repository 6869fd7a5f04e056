import type { Caller } from './access-request.ts';
import { type Answer, yesOrNo } from './answer.ts';
import { compileGlob } from './glob.ts';

export type AccountPattern = (account: string, caller: Caller) => Answer;

/**
 * `uin/<account>` or, in COS and CAS, `uid/<APPID>`; empty is the account whose policy it is. The two numbers of one
 * account are known to us only for the caller's.
 */
export function compileAccount(text: string, ownerUin: number | undefined): AccountPattern {
  if (text === '' && ownerUin === undefined) return () => 'yes';
  const wanted = text === '' ? `uin/${ownerUin}` : text;
  const glob = compileGlob(wanted);
  return (account, caller) => {
    const actual = account === '' ? `uin/${caller.ownerUin}` : account;
    if (glob(actual)) return 'yes';
    if (actual.slice(0, 4) === wanted.slice(0, 4)) return 'no';
    const other = otherNumber(actual, caller);
    return other === undefined ? 'unknown' : yesOrNo(glob(other));
  };
}

function otherNumber(account: string, { ownerUin, appId }: Caller): string | undefined {
  if (appId === undefined) return undefined;
  if (account === `uin/${ownerUin}`) return `uid/${appId}`;
  return account === `uid/${appId}` ? `uin/${ownerUin}` : undefined;
}
