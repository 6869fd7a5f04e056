import type { AttributePath } from '../schema/resource-type.ts';

export const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type Operator = (typeof operators)[number];

/** An attribute beside a value: a string, a boolean, or the time that an attribute of that type is compared with. */
export interface Comparison {
  kind: 'compare';
  path: AttributePath;
  operator: Operator;
  value: string | boolean | Date;
}

/** A filter (RFC 7644 §3.4.2.2) with every name looked up. */
export type Filter =
  | Comparison
  | { kind: 'and' | 'or'; operands: readonly Filter[] }
  | { kind: 'not'; operand: Filter }
  | { kind: 'present'; path: AttributePath }
  /** One value of a complex attribute fulfils all of the filter, whose paths begin below the attribute. */
  | { kind: 'some'; path: AttributePath; filter: Filter }
  /** About an attribute that the resource type does not have, in a search among several types. */
  | { kind: 'constant'; value: boolean };
