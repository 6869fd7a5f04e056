import type { Request } from 'express';

/** Many more than may be chosen; who chooses too many is told so by the action. */
const most = 100;

/** The numbers that boxes of this name were ticked for, in an address or in a form. */
export function chosenNumbers(values: unknown): number[] {
  const numbers = [values ?? []].flat().slice(0, most).map(Number);
  return [...new Set(numbers.filter((number) => Number.isSafeInteger(number) && number > 0))];
}

export const chosenMembers = ({ query }: Pick<Request, 'query'>): number[] => chosenNumbers(query.member);

/** `?member=1&member=2`: carries a choice on to the next step. */
export const carrying = (name: string, numbers: readonly number[]): string =>
  new URLSearchParams(numbers.map((number) => [name, String(number)])).toString();

/** What a path names; text that is no number names nothing that exists. */
export const numberIn = (text: unknown): number => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : -1;
};
