import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Delivery, DeliveryProblem } from './delivery-problem.ts';

/**
 * Writes a file below a folder of this machine: whole or not at all, and on the disk before it counts. A file of
 * that name is replaced. Throws a DeliveryProblem.
 */
export async function deliverToFolder(folder: string, { name, body }: Delivery): Promise<void> {
  const path = join(folder, name);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeDown(`${path}.partial`, body);
    await rename(`${path}.partial`, path);
    await synchronize(dirname(path));
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new DeliveryProblem('DeliveryNotWritten', `The file ${path} could not be written: ${code}.`, {
      path,
      problem: code,
    });
  }
}

async function writeDown(path: string, body: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the file's name is on the disk too. */
async function synchronize(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
