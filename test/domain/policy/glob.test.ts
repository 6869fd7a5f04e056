import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob } from '../../../src/domain/policy/glob.ts';

describe('a wildcard', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything:at/all\n', true],
    ['a', 'a', true],
    ['a', 'ab', false],
    ['', '', true],
    ['', 'a', false],
    ['a*', 'a', true],
    ['*a', 'ba', true],
    ['a*b', 'ab', true],
    ['a*b', 'a', false],
    ['aba*aba', 'aba', false],
    ['*ab*ab*', 'ab', false],
    ['*ab*ab*', 'abab', true],
    ['a*bc*d', 'abbcd', true],
    ['a*bc*d', 'abcbd', true],
    ['a*bc*d', 'abbd', false],
    ['*aab*', 'aaab', true],
    ['.', 'a', false],
    ['a?', 'ab', false],
    ['[ab]', 'a', false],
    ['*é*', 'café', true],
    ['A*', 'a', false],
  ])('%j: %j', (pattern, text, expected) => {
    expect(compileGlob(pattern)(text)).toBe(expected);
  });

  it('means what the regular expression means', () => {
    const letters = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 });

    fc.assert(
      fc.property(letters('ab*'), letters('ab'), (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
        expect(compileGlob(pattern)(text)).toBe(expression.test(text));
      }),
      { numRuns: 20_000 },
    );
  });
});
