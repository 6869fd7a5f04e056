import type { Clock } from '../../platform/clock.ts';
import type { Settings } from '../../platform/settings.ts';

/**
 * Calls of one action by one key, or by one network where nobody signs, in one second; more are refused.
 * Counts within the second, and so holds no more than was called in it. Every node counts for itself.
 */
export function callLimit(
  clock: Clock,
  settings: Pick<Settings, 'cloudApiCallsPerSecond'>,
): (key: string) => boolean {
  let second = 0;
  let counts = new Map<string, number>();
  return (key) => {
    const present = Math.floor(clock.now().getTime() / 1000);
    if (present !== second) {
      second = present;
      counts = new Map();
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= settings.cloudApiCallsPerSecond;
  };
}
