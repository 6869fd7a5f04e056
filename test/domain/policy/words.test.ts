import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkPolicy, expectations } from '../../../src/domain/policy/index.ts';
import { languages, translator } from '../../../src/doors/language.ts';

const sentences = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')).policyExpectations;

describe.each(languages)('in %s', (language) => {
  it('there are words for everything that a policy may be expected to say, and for nothing else', () => {
    expect(Object.keys(sentences(language)).sort()).toEqual([...expectations].sort());
  });

  it('there are words for every code of a problem', () => {
    const codes = readFileSync('src/domain/policy/findings.ts', 'utf8').match(/(?<=\| ')\w+(?=')/g) ?? [];

    expect(codes.length).toBeGreaterThan(15);
    for (const code of codes) {
      const sentence = translator(language)(`refusals.InvalidParameter.${code}`, {
        path: '$.here',
        found: '"x"',
      });
      expect(sentence).not.toContain('refusals.');
      expect(sentence).toMatch(/\$\.here|"x"/);
    }
  });
});

describe('an expectation', () => {
  it('reaches the reader as it is written in the list', () => {
    const [problem] = checkPolicy('{"version":"1"}', 'permission').problems;

    expect(expectations).toContain(problem?.expected);
  });
});
