import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder } from '../../../src/platform/database/folder-lock.ts';

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lock-'));
  });

  it('names the process that holds the folder to whoever comes second', async () => {
    await writeFile(join(folder, 'lock'), String(process.ppid));
    const statOfParent = await readFile(`/proc/${process.ppid}/stat`, 'utf8').catch(() => '');
    const started = statOfParent.split(') ').at(-1)?.split(' ')[19];
    if (started) await writeFile(join(folder, 'lock'), `${process.ppid} ${started}`);

    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
    await expect(lockFolder(folder)).rejects.toThrow(String(process.ppid));
  });

  it('is taken over from a process that is gone', async () => {
    await writeFile(join(folder, 'lock'), '999999999');

    const lock = await lockFolder(folder);
    expect(await readFile(join(folder, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid}\\b`));
    await lock.release();
  });

  it('is taken over when its process id has since been given to another process', async () => {
    await writeFile(join(folder, 'lock'), `${process.ppid} 1`);

    await expect(lockFolder(folder)).resolves.toBeDefined();
  });
});
