import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../src/domain/policy/index.ts';
import { type StatementDraft, toDraft, toText } from '../../src/doors/policy-draft.ts';
import { changeEditor, openEditor, readEditor, textIn } from '../../src/doors/policy-editor.ts';
import { type FormBody, readStatements } from '../../src/doors/policy-form.ts';

const policy = (statement: object | object[]) => JSON.stringify({ version: '2.0', statement });
const some = { effect: 'deny', action: ['cos:GetObject'], resource: ['*'] };

/** The fields as the page has them, without operations that it knows by name. */
function fieldsOf(statements: readonly StatementDraft[]): FormBody {
  const fields = statements.flatMap((statement, at) => [
    [`s${at}.effect`, statement.effect],
    [`s${at}.service`, statement.service],
    [`s${at}.shown`, statement.service],
    [`s${at}.actions`, statement.allActions ? 'all' : 'these'],
    [`s${at}.otherActions`, statement.actions.join('\r\n')],
    [`s${at}.resources`, statement.allResources ? 'all' : 'these'],
    [`s${at}.resource`, statement.resources.join('\r\n')],
    ...statement.conditions.flatMap((condition, place) => [
      [`s${at}.c${place}.quantifier`, condition.quantifier],
      [`s${at}.c${place}.operator`, condition.operator],
      [`s${at}.c${place}.key`, condition.key],
      [`s${at}.c${place}.values`, condition.values.join('\r\n')],
      ...(condition.ifExists ? [[`s${at}.c${place}.ifExists`, 'yes']] : []),
    ]),
  ]);
  return Object.fromEntries(fields);
}

const word = fc.constantFrom(
  'cos',
  'cvm',
  'Get*',
  'PutObject',
  '*',
  'a b',
  '10.0.0.0/8',
  'true',
  '5',
  '5.0',
  '-0',
  '密',
);
const scalar = fc.oneof(word, fc.integer(), fc.boolean(), fc.constantFrom(' padded', 'two\nlines', ''));
const operator = fc.constantFrom(
  'string_equal',
  'numeric_equal_if_exist',
  'bool_equal',
  'null_equal',
  'for_any_value:string_like',
  'for_all_values:ip_equal',
  'nonsense',
);
const oneOrMore = <Value>(value: fc.Arbitrary<Value>) => fc.oneof(value, fc.array(value, { maxLength: 3 }));
const action = fc.tuple(word, word).map(([service, name]) => `${service}:${name}`);
const written = fc.record(
  {
    effect: fc.constantFrom('allow', 'deny', 'deny', 'permit'),
    action: oneOrMore(fc.oneof(action, fc.constant('*'), scalar.map(String))),
    resource: oneOrMore(fc.oneof(fc.constant('*'), scalar.map(String))),
    condition: fc.dictionary(operator, fc.dictionary(word, oneOrMore(scalar), { maxKeys: 2 }), {
      maxKeys: 2,
    }),
    principal: fc.constant('*'),
  },
  { requiredKeys: ['effect', 'action', 'resource'] },
);

/** What a policy says, brackets around single values aside. */
function meaning(text: string) {
  const { statement } = JSON.parse(text) as { statement: object | object[] };
  const listed = (value: unknown) => [value].flat();
  return listed(statement).map((one) =>
    Object.fromEntries(
      Object.entries(one as object).map(([name, value]) => [
        name,
        name === 'condition'
          ? Object.entries(value as object).map(([key, keys]) => [
              key,
              Object.entries(keys as object).map(([inner, values]) => [inner, listed(values)]),
            ])
          : listed(value),
      ]),
    ),
  );
}

describe('the two tabs of the policy editor', () => {
  it('say the same: what the visual editor shows and posts back means what the text means', () => {
    let shown = 0;

    fc.assert(
      fc.property(fc.array(written, { maxLength: 3 }), (statements) => {
        const text = policy(statements);
        const draft = toDraft(text);
        if (!draft) return;
        shown += 1;
        expect(meaning(toText(draft))).toEqual(meaning(text));
        expect(readStatements(fieldsOf(draft))).toEqual(draft);
      }),
      { numRuns: 3_000 },
    );

    expect(shown).toBeGreaterThan(300);
  });

  it.each([
    ['one statement without a list', policy({ effect: 'allow', action: '*', resource: '*' })],
    ['all actions of a service', policy({ ...some, action: 'cos:*' })],
    ['wildcards', policy({ ...some, action: ['cos:Get*', 'cos:*Object'] })],
    ['resources', policy({ ...some, resource: ['qcs::cos:::a/*', '*'] })],
    [
      'numbers and truths',
      policy({ ...some, condition: { numeric_equal: { 'qcs:mfa': 1 }, bool_equal: { a: true } } }),
    ],
    [
      'qualifiers',
      policy({
        ...some,
        condition: { 'for_any_value:string_equal_if_exist': { 'qcs:request_tag': ['a&b'] } },
      }),
    ],
    ['the older spelling of actions', policy({ ...some, action: ['name/cos:GetObject'] })],
  ])('show a policy with %s', (_what, text) => {
    const draft = toDraft(text);

    expect(draft && meaning(toText(draft))).toEqual(meaning(text));
    expect(checkPolicy(toText(draft ?? []), 'service-control').problems).toEqual([]);
  });

  it.each([
    ['is no JSON', '{'],
    ['has a statement about several services', policy({ ...some, action: ['cos:GetObject', 'cvm:*'] })],
    ['is about some actions of all services', policy({ ...some, action: ['*:Get*'] })],
    ['says more than the editor has fields for', policy({ ...some, principal: '*' })],
    ['has another effect', policy({ ...some, effect: 'permit' })],
    ['has another version', policy(some).replace('2.0', '1.0')],
    ['has an operator that nobody knows', policy({ ...some, condition: { sounds_like: { a: 'b' } } })],
    [
      'has a value that a line cannot hold',
      policy({ ...some, condition: { string_equal: { a: 'two\nlines' } } }),
    ],
    ['has spaces that a field would lose', policy({ ...some, resource: [' *'] })],
    ['has a number as text', policy({ ...some, condition: { numeric_equal: { a: '5' } } })],
  ])('leave a policy in JSON that %s', (_what, text) => {
    const editor = { tab: 'json', text, cannotShow: false } as const;

    expect(toDraft(text)).toBeUndefined();
    expect(openEditor(text)).toEqual(editor);
    expect(changeEditor(editor, 'tab.visual')).toEqual({ ...editor, cannotShow: true });
  });

  it('leave a name that comes twice in JSON, which a draft would lose', () => {
    const text = `{"version":"2.0","statement":[{"effect":"deny","effect":"allow","action":"*","resource":"*"}]}`;

    expect(toDraft(text)).toBeUndefined();
  });

  it('keep what is typed while statements and conditions come and go', () => {
    let editor = openEditor(policy(some));
    for (const change of [
      'add-statement',
      'add-condition.1',
      'add-condition.0',
      'remove-condition.0.0',
      'nonsense.9',
      '',
    ]) {
      editor = changeEditor(editor, change);
    }
    expect(editor).toMatchObject({
      tab: 'visual',
      statements: [
        { service: 'cos', actions: ['GetObject'], conditions: [] },
        { service: '', conditions: [{ key: 'qcs:ip' }] },
      ],
    });

    const json = changeEditor(changeEditor(editor, 'remove-statement.1'), 'tab.json');
    expect(json.tab).toBe('json');
    expect(changeEditor(json, 'add-statement')).toEqual(json);
    expect(changeEditor(json, 'tab.visual')).toEqual(openEditor(policy(some)));
  });

  it('drop the operations of a service that somebody has left', () => {
    const body = {
      's0.effect': 'deny',
      's0.service': 'cvm',
      's0.shown': 'cos',
      's0.action': ['GetObject', 'PutObject'],
    };

    expect(readStatements(body)).toMatchObject([{ service: 'cvm', actions: [] }]);
    expect(readStatements({ ...body, 's0.service': 'cos' })).toMatchObject([
      { actions: ['GetObject', 'PutObject'] },
    ]);
  });

  it('read whatever is posted', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('tab', 'content', 's0.effect', 's0.service', 's0.c0.operator', '__proto__'),
          fc.anything(),
        ),
        fc.string(),
        (body, change) => {
          expect(typeof textIn(changeEditor(readEditor(body), change))).toBe('string');
        },
      ),
    );
  });
});
