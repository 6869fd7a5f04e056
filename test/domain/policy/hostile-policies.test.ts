import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkPolicy,
  compilePolicy,
  evaluate,
  type PolicyDocument,
} from '../../../src/domain/policy/index.ts';
import { account, allowing, asking, user } from './asking.ts';
import { policy } from './policy-generators.ts';

/** Of processor time, and generous: what takes longer than this takes minutes when it goes wrong. */
function within(milliseconds: number, run: () => void): void {
  const start = process.cpuUsage();
  run();
  const { user: own, system } = process.cpuUsage(start);
  expect((own + system) / 1000).toBeLessThan(milliseconds);
}

describe('patterns made to be slow', () => {
  const stars = '*a'.repeat(3000);
  const request = (path: string) => ({
    action: 'cos:GetObject',
    resource: `qcs::cos:ap-guangzhou:uin/${account}:${path}`,
    caller: { uin: user, ownerUin: account },
    context: { 'k:k': path },
  });
  const ask = (document: unknown, path: string) =>
    evaluate([compilePolicy(document as PolicyDocument, { name: 'p', ownerUin: account })], request(path))
      .effect;
  const policyWith = (pattern: string, condition?: object) => ({
    version: '2.0',
    statement: {
      effect: 'allow',
      action: '*',
      resource: `qcs::cos:::${pattern}`,
      ...(condition && { condition }),
    },
  });

  it.each([
    ['stars and letters, nearly there', `${stars}b`, 'a'.repeat(100_000), 'implicit-deny'],
    ['stars and letters, there', stars, 'a'.repeat(100_000), 'allow'],
    ['only stars', '*'.repeat(6000), 'a'.repeat(100_000), 'allow'],
    [
      'a long piece that nearly fits everywhere',
      `*${'a'.repeat(5000)}b*`,
      'a'.repeat(100_000),
      'implicit-deny',
    ],
    ['directories', `${'*/'.repeat(2900)}*`, '/'.repeat(50_000), 'allow'],
    ['a prefix and a suffix that would overlap', 'aaaa*aaaa', 'aaaaaaa', 'implicit-deny'],
  ])('are as quick as others: %s', (_what, pattern, path, effect) => {
    within(1000, () => expect(ask(policyWith(pattern), path)).toBe(effect));
  });

  it('are as quick in actions and values', () => {
    const action = `cos:${'*a'.repeat(3000)}b`;
    within(1000, () => {
      expect(asking(allowing(action, '*'))(`cos:${'a'.repeat(100_000)}`, '*')).toBe('implicit-deny');
    });
    within(1000, () => {
      const condition = { string_like: { 'k:k': `*${'a'.repeat(5000)}b*` } };
      expect(ask(policyWith('*', condition), 'a'.repeat(100_000))).toBe('implicit-deny');
    });
  });
});

describe('documents made to be slow or to break something', () => {
  it.each([
    ['deep lists', '['.repeat(100_000)],
    ['deep lists, within the length', '['.repeat(5000) + ']'.repeat(5000)],
    ['deep objects', '{"a":'.repeat(1000)],
    ['a long string', `{"version":"${'a'.repeat(10_000_000)}"}`],
    ['an unfinished long string', `{"version":"${'\\"'.repeat(30_000)}`],
    ['much white space', `{${' '.repeat(5_000_000)}}`],
    ['many statements', `{"version":"2.0","statement":[${'{},'.repeat(2000)}{}]}`],
    [
      'many actions',
      `{"version":"2.0","statement":{"effect":"allow","action":[${'"*",'.repeat(1500)}"*"],"resource":"*"}}`,
    ],
    ['many lines', `{"version":"2.0","statement":[${'{},\n\n\n'.repeat(2000)}{}]}`],
    ['many names', `{${Array.from({ length: 700 }, (_, at) => `"${at}":0`).join(',')}}`],
    ['one name many times', `{${'"version":0,'.repeat(400)}"version":0}`],
    [
      'a key of the condition that is all colons',
      JSON.stringify({
        version: '2.0',
        statement: {
          effect: 'allow',
          action: '*',
          resource: '*',
          condition: { string_equal: { [`a${': '.repeat(2500)}`]: 'a' } },
        },
      }),
    ],
  ])('are answered at once: %s', (_what, text) => {
    within(2000, () => checkPolicy(text, 'permission'));
  });

  it('may be nested as deep as a policy is, and no deeper', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

    expect(checkPolicy(nested(10), 'permission').problems).toMatchObject([
      { expected: 'an object with version and statement' },
    ]);
    expect(checkPolicy(nested(100), 'permission').problems).toMatchObject([
      { path: '$', line: 1, column: 26, expected: 'a policy that is not nested so deeply' },
    ]);
  });

  it('may be values that contain themselves, or are no JSON', () => {
    const cycle: Record<string, unknown> = { version: '2.0' };
    cycle.statement = [cycle];
    const values = [
      cycle,
      () => 1,
      Symbol('x'),
      1n,
      new Map(),
      { version: '2.0', statement: [undefined] },
      Number.NaN,
      new Array(1),
    ];

    for (const value of values) {
      const { document, problems } = checkPolicy(value, 'permission');
      expect(document).toBeUndefined();
      expect(problems.length).toBeGreaterThan(0);
    }
  });

  it('may be huge values, or small ones that hold themselves many times over', () => {
    const huge = { version: '2.0', statement: Array.from({ length: 1_000_000 }, () => ({})) };
    let folded: unknown = [];
    for (let level = 0; level < 20; level += 1) folded = Array.from({ length: 100 }, () => folded);

    for (const value of [huge, folded]) {
      within(5000, () => expect(checkPolicy(value, 'permission').problems.length).toBeGreaterThan(0));
    }
  });
});

describe('names that every object has', () => {
  it('are unknown elements, operators and keys like any other', () => {
    const text = `{"version":"2.0","__proto__":{"statement":[]},"statement":{"effect":"allow","action":"*","resource":"*","toString":1,"condition":{"__proto__":{"k:k":"a"},"string_equal":{"__proto__":"a"}}}}`;

    expect(checkPolicy(text, 'permission').problems.map(({ path }) => path)).toEqual([
      '$.__proto__',
      '$.statement.toString',
      '$.statement.condition.__proto__',
      '$.statement.condition.string_equal.__proto__',
    ]);
    expect({}).not.toHaveProperty('statement');
  });

  it('do not come from prototypes', () => {
    const inherited = Object.create({ version: '2.0', statement: [] }) as object;

    expect(checkPolicy(inherited, 'permission').document).toBeUndefined();
    expect(
      checkPolicy(
        Object.assign(Object.create(null), {
          version: '2.0',
          statement: JSON.parse(allowing('*', '*')).statement,
        }),
        'permission',
      ).problems,
    ).toEqual([]);
  });

  it('are no principals, services or operations that anybody knows', () => {
    const ask = asking(allowing('cos:*', '*'));

    expect(ask('constructor:toString', '*')).toBe('implicit-deny');
    expect(ask('__proto__:__proto__', 'qcs::__proto__:::x')).toBe('implicit-deny');
    expect(ask('', '')).toBe('implicit-deny');
  });
});

describe('a document that nobody checked', () => {
  const asked = {
    action: 'cos:GetObject',
    resource: '*',
    caller: { uin: user, ownerUin: account },
    context: { 'k:k': 'a' },
  };
  const whatComesOf = (changes: object) =>
    ['allow', 'deny'].map((effect) => {
      const statement = { effect, action: '*', resource: '*', ...changes };
      const document = { version: '2.0', statement } as PolicyDocument;
      return evaluate([compilePolicy(document, { name: 'unchecked', ownerUin: account })], asked).effect;
    });

  it.each([
    ['a set of permissions', { action: 'permid/280649' }],
    ['no action at all', { action: 'GetObject' }],
    ['a project', { resource: 'qcs:1:cos:::*' }],
    ['no resource at all', { resource: 'bucket' }],
    ['an unknown operator', { condition: { string_is: { 'k:k': 'a' } } }],
    ['a value of another type', { condition: { ip_equal: { 'k:k': 'everywhere' } } }],
    ['a pattern that is not documented', { condition: { string_like: { 'k:k': 'a*b' } } }],
    ['an unknown variable', { condition: { string_equal: { 'k:k': `\${name}` } } }],
  ])('allows nothing by %s, and denies', (_what, changes) => {
    expect(whatComesOf(changes)).toEqual(['implicit-deny', 'explicit-deny']);
  });
});

describe('damaged policies', () => {
  const printed = policy.map((document) => JSON.stringify(document));

  it('are answered with problems or read as JSON reads them, and nothing is thrown', () => {
    const damage = fc.record({
      at: fc.nat(),
      removed: fc.nat(3),
      added: fc.constantFrom(
        '',
        '"',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '*',
        '\\',
        '\u0000',
        '\ud800',
        '0',
        'null',
        '__proto__',
        ' ',
        '😀',
      ),
    });

    fc.assert(
      fc.property(printed, fc.array(damage, { minLength: 1, maxLength: 3 }), (text, damages) => {
        let damaged = text;
        for (const { at, removed, added } of damages) {
          const place = at % (damaged.length + 1);
          damaged = damaged.slice(0, place) + added + damaged.slice(place + removed);
        }
        const { document, problems } = checkPolicy(damaged, 'permission');

        if (problems.length === 0) expect(document).toEqual(JSON.parse(damaged));
        else expect(document).toBeUndefined();
        if (!isJson(damaged)) expect(problems).toHaveLength(1);
      }),
      { numRuns: 5000 },
    );
  });

  it('are answered with problems when they are any JSON at all', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }),
        fc.constantFrom('permission', 'service-control', 'trust'),
        (value, use) => {
          const asText = checkPolicy(JSON.stringify(value), use as 'trust');

          expect(asText.problems.length).toBeGreaterThan(0);
          expect(
            checkPolicy(typeof value === 'string' ? [value] : value, use as 'trust').problems.length,
          ).toBeGreaterThan(0);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are read exactly when JSON.parse reads them', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom('', ' ', '"', ',', '1', '-', '.', 'e', '\\u00e9', '\t'),
        (text, at, added) => {
          const place = at % (text.length + 1);
          const damaged = text.slice(0, place) + added + text.slice(place);
          const { problems } = checkPolicy(damaged, 'permission');
          const isSyntax = problems.some(
            ({ line, path, code }) => line !== undefined && path === '$' && /DocumentError$/.test(code),
          );
          const isAboutShape = problems.some(
            ({ expected }) => expected === 'an object with version and statement',
          );

          if (/\\u0000|\\ud[89a-f]/i.test(damaged)) return;
          expect(isSyntax && !isAboutShape).toBe(!isJson(damaged));
        },
      ),
      { numRuns: 5000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
