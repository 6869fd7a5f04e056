import { describe, expect, it } from 'vitest';
import { roleSessionName } from '../../../../src/domain/identity-center/portal/role-session-name.ts';

describe('roleSessionName', () => {
  it.each(['alice', 'a', 'john=build', 'a,b@c_d-e.f', 'x'.repeat(32)])('keeps %j, which fits', (name) => {
    expect(roleSessionName(name)).toBe(name);
  });

  it.each(['linus+oncall', 'x'.repeat(33), 'x'.repeat(64), `${'x'.repeat(63)}+`])(
    'shortens %j to what the cloud accepts',
    (name) => {
      expect(roleSessionName(name)).toMatch(/^[A-Za-z0-9=,.@_-]{1,32}$/);
      expect(roleSessionName(name)).toBe(roleSessionName(name));
    },
  );

  it('never gives two people of a space the same name', () => {
    const long = 'a-user-name-that-goes-on-and-on-and-on';
    const names = [
      long,
      `${long}+`,
      `${long}-`,
      'a+b',
      'a_b',
      'a+b+',
      roleSessionName('a+b'),
      roleSessionName(long),
    ];

    expect(new Set(names.map(roleSessionName)).size).toBe(names.length);
  });
});
