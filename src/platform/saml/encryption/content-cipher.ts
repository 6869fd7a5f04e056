import { createDecipheriv } from 'node:crypto';
import { encryption11Namespace, encryptionNamespace } from '../names.ts';
import { SamlRefusal } from '../refusal.ts';

interface ContentCipher {
  mode: 'gcm' | 'cbc';
  keyBytes: 16 | 24 | 32;
}

const keySizes = [16, 24, 32] as const;

/** xmlenc-core1 §5.2. */
const ciphers: ReadonlyMap<string, ContentCipher> = new Map(
  keySizes.flatMap((keyBytes): [string, ContentCipher][] => [
    [`${encryption11Namespace}aes${keyBytes * 8}-gcm`, { mode: 'gcm', keyBytes }],
    [`${encryptionNamespace}aes${keyBytes * 8}-cbc`, { mode: 'cbc', keyBytes }],
  ]),
);

/** CBC proves nothing about what it decrypts, so it counts only where an administrator allows it. */
export function requireContentCipher(algorithm: string, allowsCbc: boolean): ContentCipher {
  const cipher = ciphers.get(algorithm);
  if (cipher && (cipher.mode === 'gcm' || allowsCbc)) return cipher;
  throw new SamlRefusal(
    'algorithm-not-allowed',
    algorithm || 'no algorithm',
    allowsCbc ? 'AES-GCM or AES-CBC' : 'AES-GCM; AES-CBC where the settings allow it',
  );
}

/** The plain bytes; throws anything when key or bytes are not right. */
export function decryptContent({ mode, keyBytes }: ContentCipher, key: Buffer, data: Buffer): Buffer {
  if (key.length !== keyBytes) throw new Error('The key has another length.');
  return mode === 'gcm' ? decryptGcm(key, data) : decryptCbc(key, data);
}

/** 12 bytes of nonce, the text, 16 bytes of tag (xmlenc-core1 §5.2.4). */
function decryptGcm(key: Buffer, data: Buffer): Buffer {
  const decipher = createDecipheriv(`aes-${key.length * 8}-gcm` as 'aes-256-gcm', key, data.subarray(0, 12), {
    authTagLength: 16,
  });
  decipher.setAuthTag(data.subarray(-16));
  return Buffer.concat([decipher.update(data.subarray(12, -16)), decipher.final()]);
}

/** 16 bytes of start value; of the padding only the last byte says something: its length (xmlenc-core1 §5.2). */
function decryptCbc(key: Buffer, data: Buffer): Buffer {
  const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, data.subarray(0, 16)).setAutoPadding(
    false,
  );
  const padded = Buffer.concat([decipher.update(data.subarray(16)), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > 16 || padding > padded.length) throw new Error('The padding is not right.');
  return padded.subarray(0, padded.length - padding);
}
