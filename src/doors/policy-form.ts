import type { ConditionDraft, StatementDraft } from './policy-draft.ts';

/** What a browser posts: a name that comes once is a string, one that comes again a list. */
export type FormBody = Readonly<Record<string, unknown>>;

/** The statements that the fields of the visual editor say: `s0.effect`, `s0.action`, `s0.c1.key` … */
export function readStatements(body: FormBody): StatementDraft[] {
  return countFrom((at) => `s${at}.effect` in body).map((at) => readStatement(body, `s${at}`));
}

function readStatement(body: FormBody, name: string): StatementDraft {
  const service = textOf(body, `${name}.service`);
  // The boxes are the operations of the service that the page was made for.
  const chosen = service === textOf(body, `${name}.shown`) ? textsOf(body, `${name}.action`) : [];
  return {
    effect: textOf(body, `${name}.effect`) === 'allow' ? 'allow' : 'deny',
    service,
    allActions: textOf(body, `${name}.actions`) === 'all' || service === '*',
    actions: [...chosen, ...linesOf(body, `${name}.otherActions`)],
    allResources: textOf(body, `${name}.resources`) === 'all',
    resources: linesOf(body, `${name}.resource`),
    conditions: countFrom((at) => `${name}.c${at}.operator` in body).map((at) =>
      readCondition(body, `${name}.c${at}`),
    ),
  };
}

const readCondition = (body: FormBody, name: string): ConditionDraft => ({
  quantifier: textOf(body, `${name}.quantifier`),
  operator: textOf(body, `${name}.operator`),
  ifExists: textOf(body, `${name}.ifExists`) === 'yes',
  key: textOf(body, `${name}.key`),
  values: linesOf(body, `${name}.values`),
});

/** 0, 1, 2 … as long as there is one. */
function countFrom(exists: (at: number) => boolean): number[] {
  const found: number[] = [];
  while (exists(found.length)) found.push(found.length);
  return found;
}

export const textOf = (body: FormBody, name: string): string => textsOf(body, name)[0]?.trim() ?? '';

const textsOf = (body: FormBody, name: string): string[] =>
  [body[name]].flat().filter((value) => typeof value === 'string');

const linesOf = (body: FormBody, name: string): string[] =>
  (textsOf(body, name)[0] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
