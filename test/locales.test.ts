import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presetPolicies } from '../src/domain/cam/policies/preset-policy.ts';
import { type Language, languages, policyDescription, translator } from '../src/doors/language.ts';

type Words = { [key: string]: string | Words };

const wordsOf = (language: Language) => JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')) as Words;
const filesIn = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

function keysOf(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`),
  );
}

/** `details_one` and `details_other` are one thing to say; Chinese has no singular. */
const withoutPlural = (keys: string[]) =>
  [...new Set(keys.map((key) => key.replace(/_(one|other)$/, '')))].sort();

const views = filesIn('views', '.ejs');
const sources = filesIn('src', '.ts');

describe('the languages', () => {
  it('say the same things', () => {
    expect(withoutPlural(keysOf(wordsOf('zh-CN')))).toEqual(withoutPlural(keysOf(wordsOf('en'))));
  });

  it('mention the same values', () => {
    const valuesIn = (language: Language) =>
      Object.fromEntries(
        withoutPlural(keysOf(wordsOf(language))).map((key) => {
          const text = translator(language)(key, { count: 2, skipInterpolation: true });
          return [key, (text.match(/{{\w+}}/g) ?? []).sort()];
        }),
      );

    expect(valuesIn('zh-CN')).toEqual(valuesIn('en'));
  });

  it.each(languages)('%s has every word that a page asks for', (language) => {
    const known = new Set(withoutPlural(keysOf(wordsOf(language))));
    const asked = views.flatMap((view) =>
      [...view.matchAll(/\bt\('([\w.-]+)'[,)]/g)].map(([, key]) => key ?? ''),
    );

    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });

  it.each(languages)('%s has words below every prefix that a page completes', (language) => {
    const known = keysOf(wordsOf(language));
    const prefixes = views.flatMap((view) =>
      [...view.matchAll(/\bt\('([\w.-]+\.)' \+/g)].map(([, prefix]) => prefix ?? ''),
    );

    expect(prefixes.filter((prefix) => !known.some((key) => key.startsWith(prefix)))).toEqual([]);
  });

  it.each(languages)('%s has words for every refusal', (language) => {
    const known = new Set(keysOf(wordsOf(language)));
    const codes = sources.flatMap((source) =>
      [...source.matchAll(/new DomainError\(\s*'[\w-]+',\s*'(\w+)'/g)].map(([, code]) => `refusals.${code}`),
    );
    const reasons = sources.flatMap((source) =>
      [...source.matchAll(/new (?:SamlRefusal|LoginRefusal)\(\s*'([\w-]+)'/g)].map(
        ([, reason]) => `loginRefusals.${reason}`,
      ),
    );

    expect(codes.length).toBeGreaterThan(20);
    expect([...codes, ...reasons].filter((key) => !known.has(key))).toEqual([]);
  });

  it.each(languages)('%s has words for every call that the Cloud API cannot read', (language) => {
    const known = wordsOf(language).cloudApi as Words;
    const keys = sources.flatMap((source) =>
      [...source.matchAll(/new WireRefusal\(([^)]*)\)/g)].map(([, given = '']) => {
        const texts = [...given.replace(/\{.*\}/s, '').matchAll(/'([\w.]+)'/g)].map(([, text = '']) => text);
        return texts.at(-1)?.replace('.', '') ?? '';
      }),
    );

    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter((key) => !Object.hasOwn(known, key))).toEqual([]);
  });

  it.each(languages)('%s says what every preset policy is for', (language) => {
    const known = wordsOf(language).presetPolicies as Words;

    expect(Object.keys(known)).toEqual(presetPolicies.map(({ policyName }) => policyName));
    for (const policy of presetPolicies)
      expect(policyDescription(language, policy) === policy.description).toBe(language === 'en');
    const own = { policyName: 'constructor', description: '{{own}} words' };
    expect(policyDescription(language, own)).toBe(own.description);
  });

  it.each(languages)('%s has words for every problem of a field and of metadata', (language) => {
    const known = wordsOf(language) as { fieldProblems: Words; refusals: Words };
    const rules = filesIn('src/domain', '.ts').flatMap((source) =>
      [...source.matchAll(/\.(?:min|max|regex|refine|email|url)\([^\n]*?'([A-Z][^']*[.:])'/g)].map(
        ([, sentence]) => sentence ?? '',
      ),
    );
    const metadata = sources.flatMap((source) =>
      [...source.matchAll(/new MetadataProblem\(\s*'(\w+)'/g)].map(([, code]) => code ?? ''),
    );

    expect(rules.length).toBeGreaterThan(10);
    expect(metadata.length).toBeGreaterThan(6);
    expect(rules.filter((sentence) => !known.fieldProblems[sentence])).toEqual([]);
    expect(metadata.filter((code) => !known.refusals[code])).toEqual([]);
  });

  it('leave no word in a view that is not theirs', () => {
    const literal = views.flatMap((view) => {
      const text = view
        .replace(/<%[\s\S]*?%>/g, ' ')
        .replace(/<[^>]*?(aria-label|title|placeholder|alt)="([^"]*)"[^>]*>/g, ' $2 ')
        .replace(/<[^>]*>/g, ' ');
      return text.match(/\p{L}{2,}/gu) ?? [];
    });

    expect(literal).toEqual([]);
  });
});
