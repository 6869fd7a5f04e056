import { setTimeout } from 'node:timers/promises';

/** Does something again and again, never twice at once; `stop` waits for what is under way. */
export function inRounds(
  milliseconds: number,
  round: () => Promise<unknown>,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const pause = () => setTimeout(milliseconds, undefined, { signal: stopping.signal, ref: false });
  const work = async () => {
    while (!stopping.signal.aborted) {
      await round().catch(onError);
      await pause().catch(() => {});
    }
  };
  const ended = work();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
