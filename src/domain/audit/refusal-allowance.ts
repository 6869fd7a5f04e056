import type { Actor } from '../../action/actor.ts';
import type { AuditEvent } from './audit-event.ts';

/** Refusals that are written down one by one; what goes beyond is counted, so that nobody can fill the disk. */
const windowSeconds = 600;
const limits: Record<Actor['kind'], number> = {
  visitor: 100,
  employee: 1000,
  principal: 1000,
  directory: 1000,
  system: 1000,
};

interface Window {
  endsAt: number;
  kept: number;
  /** What was not written down, and the last of it as an example. */
  dropped: number;
  last: AuditEvent | undefined;
}

type Windows = Map<string, Window>;

/** Of this process. */
export function windowsIn(memory: Map<string, unknown>): Windows {
  const windows = (memory.get('audit:refusals') ?? new Map()) as Windows;
  memory.set('audit:refusals', windows);
  return windows;
}

/**
 * Visitors share one allowance for each action, because an address costs nothing; who has signed in has one of
 * their own.
 */
export function isWithinAllowance(windows: Windows, event: AuditEvent): boolean {
  const key = event.actor.kind === 'visitor' ? event.action : event.actorName;
  const now = event.time.getTime();
  const window = openWindow(windows, key, now);
  if (window.kept < limits[event.actor.kind]) {
    window.kept += 1;
    return true;
  }
  window.dropped += 1;
  window.last = event;
  return false;
}

function openWindow(windows: Windows, key: string, now: number): Window {
  const known = windows.get(key);
  if (known && now < known.endsAt) return known;
  // What an ended one did not hold waits under another key to be told.
  if (known?.last) windows.set(`${key} until ${known.endsAt}`, known);
  const window = { endsAt: now + windowSeconds * 1000, kept: 0, dropped: 0, last: undefined };
  windows.set(key, window);
  return window;
}

/** For each window that has ended, one event that says how much it did not hold; and the windows are forgotten. */
export function takeDropped(windows: Windows, now: Date): AuditEvent[] {
  const ended = [...windows].filter(([, { endsAt }]) => endsAt <= now.getTime());
  for (const [key] of ended) windows.delete(key);
  return ended.flatMap(([, { last, dropped }]) => (last ? [summaryOf(last, dropped)] : []));
}

const summaryOf = (last: AuditEvent, count: number): AuditEvent => ({
  ...last,
  code: 'RefusalsNotRecorded',
  reason: `${count} more refusals within ${windowSeconds / 60} minutes were not recorded one by one.`,
  details: JSON.stringify({ refusals: count, minutes: windowSeconds / 60 }),
  input: JSON.stringify({ count }),
});
