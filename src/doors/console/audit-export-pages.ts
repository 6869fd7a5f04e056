import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { type Response, Router } from 'express';
import type { Principal } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { type AuditRecord, toLine } from '../../domain/audit/audit-record.ts';
import { exportAuditEvents } from '../../domain/audit/export-audit-events.ts';
import { readAuditExport } from '../../domain/audit/read-audit-export.ts';
import { administratorOf } from './administrator-session.ts';
import { toFilter, typedFilter } from './audit-filter.ts';

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
    if (format === 'csv') await send(res, 'text/csv; charset=utf-8', Readable.from(rows(records)), asCsv());
    else await send(res, 'application/x-ndjson', Readable.from(lines(records)));
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
  ...['effect', 'input', 'before', 'after', 'actor', 'organizationId', 'eventId', 'previousHash', 'hash'],
];

/** For spreadsheets: which must not take what people typed for formulas (OWASP, CSV injection). */
const asCsv = () => stringify({ columns, header: true, bom: true, escape_formulas: true });

/** A browser that goes away ends it; so does a database that fails, by a file that breaks off. */
async function send(
  res: Response,
  type: string,
  source: Readable,
  ...through: NodeJS.ReadWriteStream[]
): Promise<void> {
  res.type(type);
  try {
    await pipeline([source, ...through, res]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
