import type { IncomingMessage } from 'node:http';
import { WireRefusal } from './wire-refusal.ts';

/** The largest call that is read, in bytes; what the actions take is far smaller. */
export const maximumBytes = 1_048_576;

/** The bytes as they were signed. */
export function readBody(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maximumBytes) chunks.push(chunk);
    });
    req.on('end', () => {
      if (size > maximumBytes) reject(new WireRefusal('RequestSizeLimitExceeded', { limit: maximumBytes }));
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    req.on('error', reject);
  });
}
