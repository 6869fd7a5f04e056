import { Router } from 'express';
import type { Principal } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { type AuditRecord, toLine } from '../../domain/audit/audit-record.ts';
import { exportAuditEvents } from '../../domain/audit/export-audit-events.ts';
import { readAuditExport } from '../../domain/audit/read-audit-export.ts';
import { toFilter, typedFilter } from '../audit-filter.ts';
import { sendLines, sendTable } from '../download.ts';
import { administratorOf } from './administrator-session.ts';

/** Audit records as a file, however many there are: a page at a time goes from the database to the browser. */
export function auditExportPages(execute: Execute): Router {
  const router = Router();

  router.post('/audit/exports', async (req, res) => {
    const administrator = administratorOf(req);
    const filter = toFilter(typedFilter(req.body));
    const { format } = req.body;
    const range = await execute(exportAuditEvents, administrator, { filter, format });
    res.attachment(`audit-records-up-to-${range.upTo}.${format}`);
    const records = recordsOf(execute, administrator, { filter, ...range });
    if (format === 'csv') await sendTable(res, columns, rows(records));
    else await sendLines(res, lines(records));
  });

  return router;
}

async function* recordsOf(
  execute: Execute,
  administrator: Principal,
  { filter, after: start, upTo }: { filter: object; after: number; upTo: number },
): AsyncGenerator<AuditRecord[]> {
  let after: number | undefined = start;
  while (after !== undefined) {
    const page: Awaited<ReturnType<typeof readAuditExport.run>> = await execute(
      readAuditExport,
      administrator,
      { filter, after, upTo },
    );
    yield page.records;
    after = page.nextAfter;
  }
}

async function* lines(pages: AsyncIterable<AuditRecord[]>) {
  for await (const records of pages) yield records.map(toLine).join('');
}

async function* rows(pages: AsyncIterable<AuditRecord[]>) {
  for await (const records of pages) yield* records.map(toRow);
}

const toRow = ({ time, uins, ...record }: AuditRecord) => ({
  ...record,
  time: time.toISOString(),
  uins: uins.join(' '),
});

const columns = [
  ...['sequence', 'time', 'outcome', 'action', 'actorName', 'uins', 'address', 'requestId', 'code', 'reason'],
  ...[
    'effect',
    'input',
    'before',
    'after',
    'details',
    'actor',
    'organizationId',
    'eventId',
    'previousHash',
    'hash',
  ],
];
