import { setTimeout } from 'node:timers/promises';

export interface Patience {
  /** After this long nothing is tried again. */
  milliseconds: number;
  /** The first pause is up to this long; each next one up to twice as long, but no longer than `longest`. */
  first: number;
  longest: number;
}

/** Tries again what may heal, with pauses that grow and differ, so that many do not come back at the same moment. */
export async function retrying<Result>(
  { milliseconds, first, longest }: Patience,
  mayHeal: (error: unknown) => boolean,
  work: () => Promise<Result>,
): Promise<Result> {
  const begun = performance.now();
  for (let pause = first; ; pause = Math.min(pause * 2, longest)) {
    try {
      return await work();
    } catch (error) {
      const wait = pause * (0.5 + Math.random() / 2);
      if (!mayHeal(error) || performance.now() - begun + wait > milliseconds) throw error;
      await setTimeout(wait);
    }
  }
}
