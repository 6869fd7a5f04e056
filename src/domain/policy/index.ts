/** The CAM policy language: what a policy may say, and what follows from it. Pure: no database, no clock. */
export type { AccessRequest, Caller, ContextScalar, ContextValue } from './access-request.ts';
export {
  actionsOf,
  type CatalogueAction,
  findAction,
  isOperationLevel,
  isReadOnly,
  type Service,
  services,
} from './action-catalogue.ts';
export type { Reading } from './answer.ts';
export { type CheckedPolicy, checkPolicy, requirePolicy } from './check-policy.ts';
export { type CompiledPolicy, compilePolicy, type PolicyIdentity } from './compile-policy.ts';
export {
  type Authority,
  type ControlLevel,
  type DecideOptions,
  decide,
  type Judgement,
  type JudgementStep,
  serviceControlPoliciesBindRoot,
} from './decide.ts';
export {
  type Effect,
  type PolicyDocument,
  type PolicyStatement,
  type PolicyUse,
  type PrincipalDocument,
  policyCharacters,
  statementsOf,
} from './document.ts';
export { type DecidingStatement, type Decision, evaluate } from './evaluate.ts';
export { type Expectation, expectations } from './expectations.ts';
export type { PolicyProblem } from './findings.ts';
export { pathTo } from './json-node.ts';
export { nullEqual, operators, readOperatorName } from './operators.ts';
export type { TrustedPrincipal } from './principal.ts';
export { isResource, ownerOf } from './resource.ts';
export { type TrustRequest, trusts } from './trusts.ts';
