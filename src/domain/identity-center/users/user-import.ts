import { z } from 'zod';
import type { ActionContext } from '../../../action/define-action.ts';
import type { Space } from '../space/space.ts';
import { findTaken, requireRoom, type Taken } from './create-users.ts';
import { type NewUser, newUser, type User } from './user.ts';
import { readUserFile, type UserLine } from './user-file.ts';

/** What an import does with a line: create a user, leave one as it is, or nothing, and why. */
const importedLine = z.object({
  line: z.int(),
  userName: z.string(),
  outcome: z.enum(['create', 'unchanged', 'refused']),
  problems: z.array(z.object({ field: z.string(), problem: z.string() })),
});
export type ImportedLine = z.infer<typeof importedLine>;

export const importOutcome = {
  lines: z.array(importedLine),
  counts: z.object({ create: z.int(), unchanged: z.int(), refused: z.int() }),
};

export interface UserImport {
  lines: ImportedLine[];
  counts: { create: number; unchanged: number; refused: number };
  /** Whom to create, in the order of the file. */
  created: NewUser[];
}

/** Holds a file against the space. Nobody else creates users meanwhile, so what it says holds in its transaction. */
export async function planImport(
  context: Pick<ActionContext, 'db' | 'actor' | 'now' | 'random'>,
  space: Space,
  csv: string,
): Promise<UserImport> {
  const read = readUserFile(csv).map(readLine);
  const wanted = read.flatMap(({ user }) => (user ? [user] : []));
  await requireRoom(context, space, 0);
  const taken = placesOf(await findTaken(context, space.spaceId, wanted));

  let place = -1;
  const planned = read.map(({ user, ...line }) => {
    if (user) place += 1;
    return { user, line: user ? judge(line, taken.get(place) ?? []) : line };
  });
  const lines = planned.map(({ line: { values, ...line } }) => line);
  const created = planned.flatMap(({ user, line }) => (user && line.outcome === 'create' ? [user] : []));
  await requireRoom(context, space, created.length);
  return { lines, created, counts: countsOf(lines) };
}

type ReadLine = ImportedLine & { values: UserLine['values']; user?: NewUser };

/** What a line says by itself. */
function readLine({ line, values, isMisshapen }: UserLine): ReadLine {
  const about = { line, userName: values.userName ?? '', values };
  const refused = (problems: ImportedLine['problems']) => ({
    ...about,
    outcome: 'refused' as const,
    problems,
  });
  if (isMisshapen) {
    return refused([{ field: '', problem: 'This line has more or fewer values than there are columns.' }]);
  }
  const { userStatus, ...texts } = values;
  const parsed = newUser.safeParse({ ...texts, ...(userStatus && { userStatus }) });
  if (parsed.success) return { ...about, outcome: 'create', problems: [], user: parsed.data };
  return refused(
    parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message })),
  );
}

function placesOf(taken: readonly Taken[]): Map<number, Taken[]> {
  const places = new Map<number, Taken[]>();
  for (const one of taken) places.set(one.place, [...(places.get(one.place) ?? []), one]);
  return places;
}

/** A user who is there already, just as the line says, needs nothing; with other values, an import changes nobody. */
function judge<Line extends ImportedLine & { values: UserLine['values'] }>(line: Line, taken: Taken[]): Line {
  if (taken.length === 0) return line;
  if (taken.every(({ owner }) => owner && says(line.values, owner))) return { ...line, outcome: 'unchanged' };
  const problems = taken.map(({ field, owner }) => ({
    field,
    problem: sentences[field][owner ? 'space' : 'file'],
  }));
  return { ...line, outcome: 'refused', problems };
}

const says = ({ userStatus, ...texts }: UserLine['values'], owner: User): boolean =>
  (!userStatus || userStatus === owner.userStatus) &&
  Object.entries(texts).every(([column, text]) => owner[column as keyof typeof texts] === text);

const sentences = {
  userName: {
    space: 'The space already has a user of this name, with other values.',
    file: 'An earlier line has this name.',
  },
  email: { space: 'Another user has this e-mail address.', file: 'An earlier line has this e-mail address.' },
};

function countsOf(lines: readonly ImportedLine[]) {
  const counts = { create: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
}
