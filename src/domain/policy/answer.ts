import type { Effect } from './document.ts';

/**
 * Whether something holds, where it may be impossible to say: a date is compared with a word, an APPID is not known.
 * Kleene's logic: what is not known does not matter as long as the rest decides.
 */
export type Answer = 'yes' | 'no' | 'unknown';

/**
 * What becomes of a statement of which nobody can say whether it applies. `safe` decides: an allow then does not
 * apply, a deny does. `hopeful` is for what is offered before it is known about which resource: the other way round.
 */
export type Reading = 'safe' | 'hopeful';

export function isTaken(answer: Answer, effect: Effect, reading: Reading): boolean {
  if (answer !== 'unknown') return answer === 'yes';
  return (effect === 'deny') === (reading === 'safe');
}

export const yesOrNo = (holds: boolean): Answer => (holds ? 'yes' : 'no');

export function not(answer: Answer): Answer {
  if (answer === 'unknown') return 'unknown';
  return answer === 'yes' ? 'no' : 'yes';
}

export function and(one: Answer, other: Answer): Answer {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' ? other : 'unknown';
}

/** Yes when all are; also of none. */
export function every<Item>(items: readonly Item[], ask: (item: Item) => Answer): Answer {
  let answer: Answer = 'yes';
  for (const item of items) {
    const one = ask(item);
    if (one === 'no') return 'no';
    if (one === 'unknown') answer = 'unknown';
  }
  return answer;
}

/** Yes when one is. */
export function some<Item>(items: readonly Item[], ask: (item: Item) => Answer): Answer {
  let answer: Answer = 'no';
  for (const item of items) {
    const one = ask(item);
    if (one === 'yes') return 'yes';
    if (one === 'unknown') answer = 'unknown';
  }
  return answer;
}
