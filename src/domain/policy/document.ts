/** The CAM policy language, version 2.0, as it is written. Brackets around a single value are optional. */
export interface PolicyDocument {
  version: '2.0';
  /** In a trust policy, for all statements that name none. */
  principal?: PrincipalDocument;
  statement: PolicyStatement | PolicyStatement[];
}

export interface PolicyStatement {
  effect: Effect;
  principal?: PrincipalDocument;
  action: string | string[];
  /** In every policy but a trust policy, which lies on its resource. */
  resource?: string | string[];
  /** Operator → key → values. */
  condition?: Record<string, Record<string, ConditionValues>>;
}

export type Effect = 'allow' | 'deny';
export type ConditionValue = string | number | boolean;
export type ConditionValues = ConditionValue | ConditionValue[];
export type PrincipalDocument = '*' | Partial<Record<PrincipalKind, string | string[]>>;
export type PrincipalKind = 'qcs' | 'service' | 'federated';

/** Where a policy lies: on a user, group, role or session; on a department or account; on a role, about who may be it. */
export type PolicyUse = 'permission' | 'service-control' | 'trust';

/** Not counting white space (CAM's limit, for every kind of policy). */
export const policyCharacters = 6144;

export const statementsOf = ({ statement }: PolicyDocument): PolicyStatement[] => listOf(statement);

export const listOf = <Value>(values: Value | Value[]): Value[] =>
  Array.isArray(values) ? values : [values];
