import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../../src/action/actor.ts';
import { requireOwner } from '../../../../src/domain/identity-center/users/ownership.ts';

describe('the owner of a user or user group', () => {
  const person: Actor = { kind: 'principal', uin: 1, identity: { type: 'root' } };
  const directory: Actor = { kind: 'directory', spaceId: 'z-1', credentialId: 'scimcred-1', name: 'Okta' };
  const on = { isSynchronizing: true };
  const off = { isSynchronizing: false };
  const record = (kind: 'User' | 'Group', source: 'Manual' | 'Synchronized') => ({ kind, name: 'x', source });

  it('may change it, and nobody else may', () => {
    for (const kind of ['User', 'Group'] as const) {
      expect(() => requireOwner(person, on, record(kind, 'Manual'), 'Delete')).not.toThrow();
      expect(() => requireOwner(directory, on, record(kind, 'Synchronized'), 'Delete')).not.toThrow();
      expect(() => requireOwner(person, on, record(kind, 'Synchronized'), 'Delete')).toThrow();
      expect(() => requireOwner(directory, on, record(kind, 'Manual'), 'Delete')).toThrow();
    }
  });

  it('is people for everything while synchronization is off, which gives the directory nothing', () => {
    for (const kind of ['User', 'Group'] as const) {
      expect(() => requireOwner(person, off, record(kind, 'Synchronized'), 'Delete')).not.toThrow();
      expect(() => requireOwner(person, off, record(kind, 'Manual'), 'Delete')).not.toThrow();
      expect(() => requireOwner(directory, off, record(kind, 'Manual'), 'Delete')).toThrow();
    }
  });

  it.each([
    [person, 'Synchronized', 'AddUser', 'SynchronizedGroupNotAddUser'],
    [person, 'Synchronized', 'Update', 'SynchronizedGroupNotUpdate'],
    [directory, 'Manual', 'AddUser', 'ManualGroupNotUpdate'],
    [directory, 'Manual', 'Delete', 'ManualGroupNotDelete'],
  ] as const)('is told apart by the refusals of the Cloud API (%#)', (actor, source, change, code) => {
    expect(() => requireOwner(actor, on, record('Group', source), change)).toThrow(
      expect.objectContaining({ kind: 'forbidden', code }),
    );
  });
});
