import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPolicy, compilePolicy, evaluate } from '../../../src/domain/policy/index.ts';
import { naiveEffect } from './naive-evaluator.ts';
import { owner, policy, request } from './policy-generators.ts';

const runs = { numRuns: Number(process.env.POLICY_RUNS ?? 10_000) };

describe('over random policies and requests, the evaluator', () => {
  it('allows exactly what a naive one allows, and denies what that denies, for the same reason', () => {
    const seen = { allow: 0, 'explicit-deny': 0, 'implicit-deny': 0 };

    fc.assert(
      fc.property(
        fc.array(policy, { maxLength: 4 }),
        fc.array(request, { minLength: 8, maxLength: 8 }),
        (documents, requests) => {
          const compiled = documents.map((document, index) =>
            compilePolicy(document, { name: `policy ${index}`, ownerUin: owner }),
          );
          for (const one of requests) {
            const { effect } = evaluate(compiled, one);
            seen[effect] += 1;
            expect(effect, JSON.stringify(one)).toBe(naiveEffect(documents, one, owner));
          }
        },
      ),
      runs,
    );

    // The random world is worth something only when all three happen often.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(runs.numRuns / 2);
  });

  it('decides by every statement that matches, and by no other', () => {
    fc.assert(
      fc.property(policy, request, (document, one) => {
        const compiled = compilePolicy(document, { name: 'policy', ownerUin: owner });
        const statements = [document.statement].flat();

        const matching = statements.flatMap((statement, index) => {
          const alone = naiveEffect([{ version: '2.0', statement }], one, owner);
          return alone === 'implicit-deny' ? [] : [{ index, effect: statement.effect }];
        });
        const deciding = matching.some(({ effect }) => effect === 'deny') ? 'deny' : 'allow';
        expect(evaluate([compiled], one).statements).toEqual(
          matching
            .filter(({ effect }) => effect === deciding)
            .map(({ index, effect }) => ({ policy: 'policy', statement: index, effect })),
        );
      }),
      runs,
    );
  });

  it('is never more permissive when it is in doubt than when it hopes', () => {
    fc.assert(
      fc.property(fc.array(policy, { maxLength: 3 }), request, (documents, one) => {
        const compiled = documents.map((document) => compilePolicy(document, { name: 'p', ownerUin: owner }));

        if (evaluate(compiled, one).effect !== 'allow') return;
        expect(evaluate(compiled, one, 'hopeful').effect).toBe('allow');
      }),
      runs,
    );
  });
});

describe('over random policies, the check', () => {
  it('accepts what is in the language, as text and as a value, and changes nothing', () => {
    fc.assert(
      fc.property(policy, fc.constantFrom(0, 2), (document, indent) => {
        expect(checkPolicy(JSON.stringify(document, null, indent), 'permission')).toEqual({
          document,
          problems: [],
        });
        expect(checkPolicy(document, 'service-control')).toEqual({ document, problems: [] });
      }),
      { numRuns: runs.numRuns / 10 },
    );
  });
});
