import {
  type AccessRequest,
  compilePolicy,
  type Decision,
  evaluate,
  type PolicyUse,
  requirePolicy,
} from '../../../src/domain/policy/index.ts';

/** The account in which the tests ask, and a user of it. */
export const account = 100000000001;
export const user = 100000000007;

/** What a policy says, asked for one operation after the other. The policy is text, as documents print it. */
export function asking(policies: string | string[], use: PolicyUse = 'permission') {
  const compiled = [policies]
    .flat()
    .map((text, index) =>
      compilePolicy(requirePolicy(text, use), { name: `policy ${index}`, ownerUin: account }),
    );
  return (
    action: string,
    resource: string,
    {
      caller = {},
      context = {},
    }: { caller?: Partial<AccessRequest['caller']>; context?: AccessRequest['context'] } = {},
  ): Decision['effect'] =>
    evaluate(compiled, { action, resource, caller: { uin: user, ownerUin: account, ...caller }, context })
      .effect;
}

/** A policy of one statement. */
export const allowing = (
  action: string | string[],
  resource: string | string[],
  condition?: Record<string, object>,
): string => statement('allow', action, resource, condition);

export const denying = (
  action: string | string[],
  resource: string | string[],
  condition?: Record<string, object>,
): string => statement('deny', action, resource, condition);

const statement = (effect: string, action: unknown, resource: unknown, condition: unknown): string =>
  JSON.stringify({ version: '2.0', statement: [{ effect, action, resource, condition }] });
