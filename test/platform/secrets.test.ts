import { describe, expect, it } from 'vitest';
import { createVault, hashPassword, verifyPassword } from '../../src/platform/secrets.ts';

describe('vault', () => {
  const vault = createVault(Buffer.alloc(32, 1));

  it('opens what it sealed, and never seals alike twice', () => {
    expect(vault.open(vault.seal('a private key 张'))).toBe('a private key 张');
    expect(vault.seal('same')).not.toBe(vault.seal('same'));
  });

  it('opens nothing that was changed, shortened or sealed with another key', () => {
    const sealed = vault.seal('secret');
    const changed = `${sealed.slice(0, -2)}${sealed.endsWith('A') ? 'B' : 'A'}A`;

    expect(() => vault.open(changed)).toThrow();
    expect(() => vault.open(sealed.split('.').slice(0, 3).join('.'))).toThrow();
    expect(() => createVault(Buffer.alloc(32, 2)).open(sealed)).toThrow();
    expect(() => createVault(Buffer.alloc(16))).toThrow('32 are expected');
  });
});

describe('passwords', () => {
  const cheap = { passwordCost: 2 };

  it('are known again, by themselves alone', async () => {
    const hash = await hashPassword('correct horse battery', cheap);

    expect(hash).not.toContain('correct');
    expect(await verifyPassword('correct horse battery', hash, cheap)).toBe(true);
    expect(await verifyPassword('correct horse batterx', hash, cheap)).toBe(false);
    expect(await verifyPassword('', hash, cheap)).toBe(false);
  });

  it('of nobody are never right', async () => {
    expect(await verifyPassword('anything', undefined, cheap)).toBe(false);
  });
});
