import { setTimeout } from 'node:timers/promises';

/** Lets calls through at a pace, evenly, in the order in which they came. */
export interface Pace {
  /** Resolves when it is this call's turn. */
  turn(): Promise<void>;
  /** Somebody said that this was too fast: nobody's turn comes before that. */
  rest(milliseconds: number): void;
}

export function openPace(perSecond: number): Pace {
  const interval = 1000 / perSecond;
  let next = 0;
  return {
    async turn() {
      const now = performance.now();
      const mine = Math.max(now, next);
      next = mine + interval;
      if (mine > now) await setTimeout(mine - now);
    },
    rest(milliseconds) {
      next = Math.max(next, performance.now() + milliseconds);
    },
  };
}
