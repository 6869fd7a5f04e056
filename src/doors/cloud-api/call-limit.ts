import type { Clock } from '../../platform/clock.ts';
import type { Settings } from '../../platform/settings.ts';
import { WindowCount } from '../../platform/window-count.ts';

/** Calls of one action by one key, or by one network where nobody signs, in one second; more are refused. */
export function callLimit(
  clock: Clock,
  settings: Pick<Settings, 'cloudApiCallsPerSecond'>,
): (key: string) => boolean {
  const calls = new WindowCount(1000);
  return (key) => calls.add(key, clock.now()) <= settings.cloudApiCallsPerSecond;
}
