import { readFileSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Says which process holds the folder; the message is for the person at the terminal. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}. Stop that process first, or set DATA_FOLDER to another folder.`,
    );
    this.name = 'FolderInUse';
  }
}

/**
 * An exclusive lock file with the process id. A lock left behind by a process that is gone (`kill -9`)
 * is taken over; a process id that was given to another process since is told apart by its start time.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const path = join(folder, 'lock');
  const own = identify(process.pid);

  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await create(path, own)) return { release: () => rm(path, { force: true }) };
    const holder = (await readFile(path, 'utf8').catch(() => '')).trim();
    const pid = Number(holder.split(' ')[0]);
    if (pid !== process.pid && isAlive(pid) && identify(pid) === holder) throw new FolderInUse(folder, pid);
    await rm(path, { force: true });
  }
  throw new Error(`The lock ${path} cannot be taken.`);
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(content);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The process id and, where the system tells it (Linux), the moment the process started. */
function identify(pid: number): string {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return `${pid} ${afterName.split(' ')[19] ?? ''}`.trim();
  } catch {
    return String(pid);
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
