import { z } from 'zod';
import { DomainError } from '../../../../action/domain-error.ts';
import { parseCsv, withoutFormulaMark } from '../../space/csv-lines.ts';
import { tripletsPerSubmission } from '../drafts/draft.ts';

/** The columns of a file of authorizations, by the names that the export gives them. */
export const authorizationColumns = [
  'principalType',
  'principalName',
  /** One of these two: an account, or a department by its path (`Root / Production`). */
  'accountUin',
  'department',
  /** For which accounts of a department; empty is `below`. */
  'departmentScope',
  'roleConfiguration',
  'startTime',
  'endTime',
] as const;
type Column = (typeof authorizationColumns)[number];
export type FileRow = Record<Column, string>;

export const departmentScopes = ['below', 'this', 'below+admin', 'this+admin'] as const;

export const authorizationFile = z.string().max(30_000_000, 'This file is too large.');

/** One line as it can be read by itself; what it names may not exist. */
export interface FileLine {
  line: number;
  problem: string | null;
  principalType: string;
  principalName: string;
  uin: number | null;
  department: string;
  departmentScope: string;
  configurationName: string;
  startTime: Date | null;
  endTime: Date | null;
}

/** The lines of a file, CSV or JSON. A file that cannot be understood as a whole is refused as a whole. */
export function readAuthorizationFile(text: string): FileLine[] {
  const rows = /^\uFEFF?\s*\[/.test(text) ? jsonRows(text) : csvRows(text);
  if (rows.length > tripletsPerSubmission) throw tooManyLines();
  return rows.map(({ line, values, isMisshapen }) => readLine(line, values, isMisshapen));
}

interface Row {
  line: number;
  values: Partial<FileRow>;
  isMisshapen: boolean;
}

function csvRows(text: string): Row[] {
  const [heading, ...lines] = parseCsv(text, tripletsPerSubmission, unreadable);
  if (!heading) throw emptyFile();
  const columns = heading.record.map(toColumn);
  const twice = columns.find((column, place) => columns.indexOf(column) !== place);
  if (twice) throw columnUnknown(twice);
  return lines.map(({ record, line }) => ({
    line,
    values: Object.fromEntries(columns.map((column, at) => [column, withoutFormulaMark(record[at] ?? '')])),
    isMisshapen: record.length !== columns.length,
  }));
}

const jsonRow = z.partialRecord(z.enum(authorizationColumns), z.union([z.string(), z.number(), z.null()]));

function jsonRows(text: string): Row[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw noJson();
  }
  return z
    .array(z.unknown())
    .parse(parsed)
    .map((one, place) => {
      const row = jsonRow.safeParse(one);
      const values = Object.entries(row.data ?? {}).map(([column, value]) => [
        column,
        String(value ?? '').trim(),
      ]);
      return { line: place + 1, values: Object.fromEntries(values), isMisshapen: !row.success };
    });
}

function readLine(line: number, values: Partial<FileRow>, isMisshapen: boolean): FileLine {
  const text = (column: Column) => values[column] ?? '';
  const read = {
    line,
    principalType: text('principalType'),
    principalName: text('principalName'),
    uin: text('accountUin') === '' ? null : Number(text('accountUin')),
    department: text('department'),
    departmentScope: text('department') === '' ? '' : text('departmentScope') || 'below',
    configurationName: text('roleConfiguration'),
    startTime: timeOf(text('startTime')),
    endTime: timeOf(text('endTime')),
  };
  const problem = isMisshapen ? 'misshapen' : problemOf(read);
  const uin = Number.isSafeInteger(read.uin) ? read.uin : null;
  const times = { startTime: validOrNull(read.startTime), endTime: validOrNull(read.endTime) };
  return { ...read, ...times, uin, problem };
}

/** Each with what it finds wrong with a line. */
const rules: [string, (line: Omit<FileLine, 'problem'>) => boolean][] = [
  ['principalType', ({ principalType }) => !['User', 'Group'].includes(principalType)],
  ['target', ({ uin, department }) => (uin === null) === (department === '')],
  ['accountUin', ({ uin }) => uin !== null && !(Number.isSafeInteger(uin) && uin > 0)],
  [
    'departmentScope',
    ({ department, departmentScope }) =>
      department !== '' && !departmentScopes.some((known) => known === departmentScope),
  ],
  [
    'time',
    ({ startTime, endTime }) => [startTime, endTime].some((time) => time && Number.isNaN(time.getTime())),
  ],
  ['order', ({ startTime, endTime }) => startTime !== null && endTime !== null && endTime <= startTime],
];

const problemOf = (line: Omit<FileLine, 'problem'>): string | null =>
  rules.find(([, isWrong]) => isWrong(line))?.[0] ?? null;

/** With its zone, or in UTC. */
function timeOf(text: string): Date | null {
  if (text === '') return null;
  const isTime = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text);
  if (!isTime) return new Date(Number.NaN);
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(text.slice(10)) || text.length === 10;
  return new Date(hasZone ? text : `${text.replace(' ', 'T')}Z`);
}

const validOrNull = (time: Date | null): Date | null => (time && !Number.isNaN(time.getTime()) ? time : null);

function toColumn(title: string): Column {
  const column = authorizationColumns.find((known) => known.toLowerCase() === title.toLowerCase());
  if (!column) throw columnUnknown(title);
  return column;
}

const unreadable = (line: number) =>
  new DomainError('invalid-input', 'AuthorizationFileUnreadable', `Line ${line} is no CSV (RFC 4180).`, {
    details: { line },
  });
const noJson = () => new DomainError('invalid-input', 'AuthorizationFileNoJson', 'The file is no JSON.');
const emptyFile = () =>
  new DomainError('invalid-input', 'AuthorizationFileEmpty', 'The file needs a heading with its columns.');
const tooManyLines = () =>
  new DomainError(
    'limit-exceeded',
    'AuthorizationFileTooLong',
    `A file may hold ${tripletsPerSubmission} authorizations.`,
    { details: { limit: tripletsPerSubmission } },
  );
const columnUnknown = (column: string) =>
  new DomainError(
    'invalid-input',
    'AuthorizationFileColumnUnknown',
    `"${column}" is no column, or is there twice. The columns are ${authorizationColumns.join(', ')}.`,
    { details: { column, columns: authorizationColumns.join(', ') } },
  );
