import { CsvError, parse } from 'csv-parse/sync';

export interface CsvLine {
  record: string[];
  /** Where it begins in the file; the heading is line 1. */
  line: number;
}

/** The lines of a file (RFC 4180), the heading among them, and at most one more than `most`; a file that is no CSV is refused. */
export function parseCsv(csv: string, most: number, unreadable: (line: number) => Error): CsvLine[] {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true };
    const found = parse(csv.replace(/\r\n?/g, '\n'), { ...options, to: most + 2 });
    return (found as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines - record.join('').split('\n').length + 1,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable(Number(error.lines ?? 0));
  }
}

/** Exports put an apostrophe before what a spreadsheet would take for a formula; what is exported can be imported. */
export const withoutFormulaMark = (value: string): string => value.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');
