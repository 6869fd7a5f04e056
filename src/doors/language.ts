import { readFileSync } from 'node:fs';
import i18next, { type i18n } from 'i18next';

/** The languages of the product, the default first. */
export const languageNames = { en: 'English', 'zh-CN': '简体中文' } as const;
export type Language = keyof typeof languageNames;
export const languages = Object.keys(languageNames) as Language[];

const words: i18n = i18next.createInstance();
await words.init({
  resources: Object.fromEntries(
    languages.map((language) => [
      language,
      { translation: JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')) },
    ]),
  ),
  lng: 'en',
  fallbackLng: 'en',
  // EJS escapes what is printed.
  interpolation: { escapeValue: false },
});

export type Translate = ReturnType<typeof words.getFixedT>;

export const translator = (language: Language): Translate => words.getFixedT(language);

/**
 * What is wrong with a field, in the reader's language. Rules say it in English, as one sentence; the sentence
 * is the key. A rule without words of its own gets the general ones.
 */
export function fieldProblem(language: Language, message: string): string {
  const sentences = words.getResource(language, 'translation', 'fieldProblems') as Record<string, string>;
  return sentences[message] ?? words.getFixedT(language)('fieldProblem');
}

/** What a policy should have said in some place: the sentence of the policy language is the key of its words. */
export const policyExpectation = (language: Language, sentence: string): string =>
  (words.getResource(language, 'translation', 'policyExpectations') as Record<string, string> | undefined)?.[
    sentence
  ] ?? sentence;

/** What a policy is for: of a preset policy in the reader's language, of any other as somebody wrote it. */
export function policyDescription(
  language: Language,
  { policyName, description }: { policyName: string; description: string },
): string {
  const presets = words.getResource(language, 'translation', 'presetPolicies') as Record<string, string>;
  return Object.hasOwn(presets, policyName) ? (presets[policyName] ?? description) : description;
}

export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language);
