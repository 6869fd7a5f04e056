import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Response } from 'express';

/**
 * Sends rows as a file for spreadsheets, which must not take what people typed for formulas (OWASP, CSV injection).
 * A browser that goes away ends it; so does a database that fails, by a file that breaks off.
 */
export async function sendCsv(
  res: Response,
  name: string,
  columns: readonly string[],
  pages: AsyncIterable<readonly object[]>,
): Promise<void> {
  res.attachment(name).type('text/csv; charset=utf-8');
  const asCsv = stringify({ columns: [...columns], header: true, bom: true, escape_formulas: true });
  try {
    await pipeline(Readable.from(rowsOf(pages)), asCsv, res);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* rowsOf(pages: AsyncIterable<readonly object[]>) {
  for await (const rows of pages) yield* rows;
}
