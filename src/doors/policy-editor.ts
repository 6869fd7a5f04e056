import {
  type ConditionDraft,
  emptyCondition,
  emptyStatement,
  type StatementDraft,
  toDraft,
  toText,
} from './policy-draft.ts';
import { type FormBody, readStatements, textOf } from './policy-form.ts';

/**
 * A policy that somebody is writing, in a form that holds all of it: as text, or as statements with fields. These are
 * two tabs of one draft. Nothing of it is kept between requests.
 */
export type PolicyEditor =
  | { tab: 'json'; text: string; cannotShow: boolean }
  | { tab: 'visual'; statements: StatementDraft[] };

export const newPolicy: PolicyEditor = { tab: 'visual', statements: [emptyStatement] };

/** The visual editor where it can show the policy, or else the text. */
export function openEditor(text: string): PolicyEditor {
  const statements = toDraft(text);
  return statements ? { tab: 'visual', statements } : { tab: 'json', text, cannotShow: false };
}

export const readEditor = (body: FormBody): PolicyEditor =>
  textOf(body, 'tab') === 'json'
    ? { tab: 'json', text: textOf(body, 'content').replaceAll('\r\n', '\n'), cannotShow: false }
    : { tab: 'visual', statements: readStatements(body) };

export const textIn = (editor: PolicyEditor): string =>
  editor.tab === 'json' ? editor.text : toText(editor.statements);

/** What a button of the form asks for: `tab.json`, `add-statement`, `remove-condition.0.2` … */
export function changeEditor(editor: PolicyEditor, change: string): PolicyEditor {
  const [what = '', ...places] = change.split('.');
  if (what === 'tab') return turn(editor, places[0] ?? '');
  if (editor.tab === 'json') return editor;
  const [statement = 0, condition = 0] = places.map(Number);
  const edit = edits.get(what);
  return edit ? { tab: 'visual', statements: edit(editor.statements, statement, condition) } : editor;
}

function turn(editor: PolicyEditor, tab: string): PolicyEditor {
  const text = textIn(editor);
  if (tab === 'json') return { tab, text, cannotShow: false };
  const statements = editor.tab === 'visual' ? editor.statements : toDraft(text);
  return statements ? { tab: 'visual', statements } : { tab: 'json', text, cannotShow: true };
}

type Edit = (statements: StatementDraft[], statement: number, condition: number) => StatementDraft[];

const edits = new Map<string, Edit>([
  ['add-statement', (statements) => [...statements, emptyStatement]],
  ['remove-statement', (statements, gone) => statements.filter((_, at) => at !== gone)],
  [
    'add-condition',
    (statements, where) =>
      changeConditions(statements, where, (conditions) => [...conditions, emptyCondition]),
  ],
  [
    'remove-condition',
    (statements, where, gone) =>
      changeConditions(statements, where, (conditions) => conditions.filter((_, at) => at !== gone)),
  ],
]);

const changeConditions = (
  statements: StatementDraft[],
  where: number,
  change: (conditions: ConditionDraft[]) => ConditionDraft[],
): StatementDraft[] =>
  statements.map((statement, at) =>
    at === where ? { ...statement, conditions: change(statement.conditions) } : statement,
  );
