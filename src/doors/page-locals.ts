import type { Request, RequestHandler, Response } from 'express';
import {
  isLanguage,
  type Language,
  languageNames,
  languages,
  policyDescription,
  policyExpectation,
  translator,
} from './language.ts';
import { hrefWith } from './pager.ts';

const themes = ['auto', 'light', 'dark'] as const;
const aYear = 365 * 24 * 3600 * 1000;

/** Gives every page its words, its look and its helpers (the list is in docs/architecture.md). */
export const pageLocals =
  (isSecure: boolean): RequestHandler =>
  (req, res, next) => {
    const remember = { maxAge: aYear, sameSite: 'lax', secure: isSecure, httpOnly: true } as const;
    const language = chosenLanguage(req, res, remember);
    const t = translator(language);
    Object.assign(res.locals, {
      t,
      language,
      theme: chosenTheme(req, res, remember),
      requestId: req.id,
      path: req.path,
      csrfToken: '',
      formatDuration: (seconds: number) => formatDuration(seconds, language),
      formatTime: (time: Date) => formatTime(time, language),
      formatDate: (time: string) => formatDate(new Date(time), language),
      isoTime: (time: Date) => time.toISOString(),
      policyExpectation: (sentence: string) => policyExpectation(language, sentence),
      policyDescription: (policy: { policyName: string; description: string }) =>
        policyDescription(language, policy),
    });
    Object.defineProperties(res.locals, switches(req));
    next();
  };

/** The links that change language and look. Most answers are no pages, so they are made when a page asks. */
const switches = (req: Request): PropertyDescriptorMap => ({
  languages: {
    enumerable: true,
    get: () =>
      languages.map((code) => ({ code, name: languageNames[code], href: hrefWith(req, 'lang', code) })),
  },
  themes: {
    enumerable: true,
    get: () => themes.map((code) => ({ code, href: hrefWith(req, 'theme', code) })),
  },
});

type Remember = { maxAge: number; sameSite: 'lax'; secure: boolean; httpOnly: true };

/** By the switch, then by the cookie of an earlier switch, then by what the browser prefers. */
function chosenLanguage(req: Request, res: Response, remember: Remember): Language {
  if (isLanguage(req.query.lang)) {
    res.cookie('ic_language', req.query.lang, remember);
    return req.query.lang;
  }
  const { ic_language: remembered } = req.cookies as Record<string, unknown>;
  if (isLanguage(remembered)) return remembered;
  return preferredLanguage(req);
}

export function preferredLanguage(req: Request): Language {
  const preferred = req.acceptsLanguages('en', 'zh-CN', 'zh');
  return preferred && preferred !== 'en' ? 'zh-CN' : 'en';
}

function chosenTheme(req: Request, res: Response, remember: Remember): string {
  const isTheme = (text: unknown): text is string => themes.some((theme) => theme === text);
  if (isTheme(req.query.theme)) {
    res.cookie('ic_theme', req.query.theme, remember);
    return req.query.theme;
  }
  const { ic_theme: remembered } = req.cookies as Record<string, unknown>;
  return isTheme(remembered) ? remembered : 'auto';
}

function formatDuration(seconds: number, language: Language): string {
  const units = [
    { unit: 'hour', size: 3600 },
    { unit: 'minute', size: 60 },
    { unit: 'second', size: 1 },
  ] as const;
  let rest = Math.max(0, Math.floor(seconds));
  const parts: string[] = [];
  for (const { unit, size } of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || (unit === 'second' && parts.length === 0)) {
      parts.push(
        new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
      );
    }
  }
  return parts.join(' ');
}

const formatDate = (time: Date, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(time);

const formatTime = (time: Date, language: Language): string =>
  `${new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(time)} UTC`;
