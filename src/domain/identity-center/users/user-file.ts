import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { parseCsv, withoutFormulaMark } from '../space/csv-lines.ts';
import { linesPerImport } from '../space/quotas.ts';

/** The columns of a file of users, by the names that the export gives them. */
export const userColumns = [
  'userName',
  'firstName',
  'lastName',
  'displayName',
  'email',
  'description',
  'userStatus',
] as const;
type Column = (typeof userColumns)[number];

/** The text of a file (RFC 4180), bounded before it is read. */
export const userFile = z.string().max(4_000_000, 'This file is too large.');

/** One line as it stands in the file. */
export interface UserLine {
  line: number;
  values: Partial<Record<Column, string>>;
  /** It has more or fewer values than there are columns. */
  isMisshapen: boolean;
}

/** The lines of a file with a heading. A file that cannot be understood as a whole is refused as a whole. */
export function readUserFile(csv: string): UserLine[] {
  const [heading, ...lines] = parseCsv(csv, linesPerImport, unreadable);
  if (!heading || lines.length === 0) throw emptyFile();
  if (lines.length > linesPerImport) throw tooManyLines();
  const columns = heading.record.map(toColumn);
  if (!columns.includes('userName')) throw columnMissing('userName');
  const twice = columns.find((column, place) => columns.indexOf(column) !== place);
  if (twice) throw columnUnknown(twice);
  return lines.map(({ record, line }) => ({
    line,
    values: Object.fromEntries(
      columns.map((column, place) => [column, withoutFormulaMark(record[place] ?? '')]),
    ),
    isMisshapen: record.length !== columns.length,
  }));
}

function toColumn(title: string): Column {
  const column = userColumns.find((known) => known.toLowerCase() === title.toLowerCase());
  if (!column) throw columnUnknown(title);
  return column;
}

const refusedFile = (code: string, message: string, details: Record<string, string | number> = {}) =>
  new DomainError('invalid-input', code, message, { details });
const unreadable = (line: number) =>
  refusedFile('UserFileUnreadable', `Line ${line} is no CSV (RFC 4180).`, { line });
const emptyFile = () => refusedFile('UserFileEmpty', 'The file needs a heading and at least one user.');
const tooManyLines = () =>
  refusedFile('UserFileTooLong', `A file may hold ${linesPerImport} users.`, { limit: linesPerImport });
const columnMissing = (column: string) =>
  refusedFile('UserFileColumnMissing', `The heading names no column "${column}".`, { column });
const columnUnknown = (column: string) =>
  refusedFile('UserFileColumnUnknown', `"${column}" is no column, or is there twice.`, { column });
