import {
  actionsOf,
  checkPolicy,
  nullEqual,
  operators,
  type PolicyProblem,
  type PolicyUse,
  pathTo,
  services,
} from '../domain/policy/index.ts';
import type { Language } from './language.ts';
import { type ConditionDraft, operatorOf, type StatementDraft } from './policy-draft.ts';
import { type PolicyEditor, textIn } from './policy-editor.ts';

/** A problem with the line that it is about. */
type ShownProblem = PolicyProblem & { quoted: string };

/** What the page of an editor shows. What is wrong is said when somebody asked, not while they are still typing. */
export function showEditor(
  editor: PolicyEditor,
  { use, language, isChecked }: { use: PolicyUse; language: Language; isChecked: boolean },
) {
  const text = textIn(editor);
  const found = checkPolicy(text, use).problems.map((problem) => quoting(problem, text));
  const isGood = isChecked && found.length === 0;
  if (editor.tab === 'json') {
    return { ...editor, isGood, problems: isChecked || editor.cannotShow ? found : [] };
  }
  const problems = isChecked ? found : [];
  const statements = editor.statements.map((draft, at) => showStatement(draft, at, problems));
  const placed = new Set(statements.flatMap(problemsOf));
  return {
    tab: editor.tab,
    isGood,
    problems: problems.filter((problem) => !placed.has(problem)),
    statements,
    services: services().map(({ name, words }) => ({ name, label: words[language] })),
    operators: [...operators.keys(), nullEqual],
  };
}

const quoting = (problem: PolicyProblem, text: string): ShownProblem => ({
  ...problem,
  quoted: (text.split('\n')[(problem.line ?? 0) - 1] ?? '').trim().slice(0, 120),
});

function showStatement(draft: StatementDraft, at: number, problems: readonly ShownProblem[]) {
  const below = (path: string) => problems.filter((problem) => isBelow(problem.path, path));
  const path = `$.statement[${at}]`;
  const known = actionsOf(draft.service);
  const names = new Set(known.map(({ name }) => name));
  const asked = known.filter(({ name }) => draft.allActions || draft.actions.includes(name));
  return {
    ...draft,
    at,
    name: `s${at}`,
    known: known.map((action) => ({ ...action, isChosen: draft.actions.includes(action.name) })),
    otherActions: draft.actions.filter((action) => !names.has(action)).join('\n'),
    resource: draft.resources.join('\n'),
    /** What resources of the chosen actions look like. */
    resourceForms: [...new Set(asked.flatMap(({ resources }) => resources))],
    conditions: draft.conditions.map((condition, place) => ({
      ...condition,
      place,
      name: `s${at}.c${place}`,
      values: condition.values.join('\n'),
      problems: below(pathOf(`${path}.condition`, condition)),
    })),
    problems: { action: below(`${path}.action`), resource: below(`${path}.resource`) },
  };
}

const problemsOf = ({ problems, conditions }: ReturnType<typeof showStatement>) => [
  ...problems.action,
  ...problems.resource,
  ...conditions.flatMap((condition) => condition.problems),
];

const pathOf = (path: string, condition: ConditionDraft): string =>
  pathTo(pathTo(path, operatorOf(condition)), condition.key);

const isBelow = (path: string, above: string): boolean => path === above || path.startsWith(`${above}[`);
