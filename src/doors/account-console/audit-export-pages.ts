import { Router } from 'express';
import type { z } from 'zod';
import type { Principal } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import type { AccountEvent } from '../../domain/audit/account/account-event.ts';
import { exportEvents } from '../../domain/audit/account/export-events.ts';
import { readEventExport } from '../../domain/audit/account/read-event-export.ts';
import { toFilter, typedFilter } from '../audit-filter.ts';
import { sendLines, sendTable } from '../download.ts';
import { principalOf } from './signed-in.ts';

/** The events about the account as a file: a page at a time goes from the database to the browser. */
export function auditExportPages(execute: Execute): Router {
  const router = Router();

  router.post('/audit/exports', async (req, res) => {
    const principal = principalOf(req);
    const filter = toFilter(typedFilter(req.body));
    const { format } = req.body;
    const range = await execute(exportEvents, principal, { filter, format });
    res.attachment(`audit-of-${principal.uin}-up-to-${range.upTo}.${format}`);
    const events = eventsOf(execute, principal, { filter, ...range });
    if (format === 'csv') await sendTable(res, columns, rows(events));
    else await sendLines(res, lines(events));
  });

  return router;
}

const columns: readonly (keyof AccountEvent)[] = [
  ...(['sequence', 'time', 'outcome', 'action', 'party', 'actorName', 'address'] as const),
  ...(['requestId', 'code', 'reason', 'input'] as const),
];

async function* eventsOf(
  execute: Execute,
  principal: Principal,
  { filter, after: start, upTo }: { filter: object; after: number; upTo: number },
): AsyncGenerator<AccountEvent> {
  let after: number | undefined = start;
  while (after !== undefined) {
    const page: z.output<typeof readEventExport.output> = await execute(readEventExport, principal, {
      ...{ filter, after, upTo },
    });
    yield* page.events;
    after = page.nextAfter;
  }
}

async function* lines(events: AsyncIterable<AccountEvent>) {
  for await (const { details: _, ...event } of events) yield `${JSON.stringify(event)}\n`;
}

async function* rows(events: AsyncIterable<AccountEvent>) {
  for await (const { input, time, ...event } of events)
    yield { ...event, time: time.toISOString(), input: input === null ? '' : JSON.stringify(input) };
}
