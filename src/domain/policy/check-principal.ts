import { each } from './check-action.ts';
import type { PrincipalKind } from './document.ts';
import type { Expectation } from './expectations.ts';
import type { Findings } from './findings.ts';
import { type JsonMember, type JsonNode, pathTo } from './json-node.ts';
import { principalForms } from './principal.ts';

const expected: Record<PrincipalKind, Expectation> = {
  qcs: 'an account (qcs::cam::uin/1:root) or a user of it (qcs::cam::uin/1:uin/2)',
  service: 'a service such as cvm.qcloud.com',
  federated: 'an identity provider such as qcs::cam::uin/1:saml-provider/name',
};

export function checkPrincipal(principal: JsonNode, path: string, findings: Findings): void {
  if (principal.kind === 'scalar' && principal.value === '*') return;
  if (principal.kind !== 'object' || principal.members.length === 0) {
    const place = { path, at: principal.at };
    findings.add('PrincipalError', place, principal, '* or an object of qcs, service or federated');
    return;
  }
  for (const kind of principal.members) checkKind(kind, path, findings);
}

function checkKind({ name, at, value }: JsonMember, path: string, findings: Findings): void {
  const place = { path: pathTo(path, name), at };
  if (!isKind(name)) {
    findings.add('PrincipalError', place, JSON.stringify(name), 'only qcs, service and federated');
    return;
  }
  if (value.kind === 'array' && value.items.length === 0) {
    findings.add('PrincipalError', place, value, 'one principal or a list of them');
    return;
  }
  const problem = name === 'qcs' ? 'PrincipalQcsError' : 'PrincipalError';
  for (const { node, place: where } of each(value, place.path)) {
    const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
    if (!principalForms[name].test(text)) findings.add(problem, where, node, expected[name]);
  }
}

const isKind = (name: string): name is PrincipalKind => Object.hasOwn(principalForms, name);
