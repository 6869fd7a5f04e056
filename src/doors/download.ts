import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Response } from 'express';

/** Lines of JSON as a file, however many: as they are made they go to the browser. */
export const sendLines = (res: Response, lines: AsyncIterable<string>): Promise<void> =>
  send(res, 'application/x-ndjson', Readable.from(lines));

/** For spreadsheets: which must not take what people typed for formulas (OWASP, CSV injection). */
export const sendTable = (
  res: Response,
  columns: readonly string[],
  rows: AsyncIterable<object>,
): Promise<void> =>
  send(
    res,
    'text/csv; charset=utf-8',
    Readable.from(rows),
    stringify({ columns: [...columns], header: true, bom: true, escape_formulas: true }),
  );

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
