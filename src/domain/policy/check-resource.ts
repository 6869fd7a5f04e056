import { each } from './check-action.ts';
import type { Findings, Place } from './findings.ts';
import { type JsonNode, type JsonObject, member } from './json-node.ts';
import { type Resource, readResource } from './resource.ts';
import { hasOnlyKnownVariables, hasVariablesInObject } from './variables.ts';

export function checkResources(statement: JsonObject, path: string, findings: Findings): void {
  const resources = member(statement, 'resource')?.value;
  const place = { path: `${path}.resource`, at: resources?.at ?? statement.at };
  if (resources === undefined || (resources.kind === 'array' && resources.items.length === 0)) {
    findings.add('ResourceError', place, resources ?? 'nothing', 'one resource or a list of them');
    return;
  }
  for (const { node, place: where } of each(resources, place.path)) checkResource(node, where, findings);
}

function checkResource(node: JsonNode, place: Place, findings: Findings): void {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    findings.add('ResourceError', place, node, 'one resource or a list of them');
    return;
  }
  if (node.value === '*') return;
  const resource = readResource(node.value);
  if (!resource) {
    findings.add('ResourceQcsError', place, node, '* or six segments: qcs::service:region:account:resource');
    return;
  }
  checkSegments(resource, place, findings);
  checkPath(resource, place, findings);
}

function checkSegments(resource: Resource, place: Place, findings: Findings): void {
  const { project, service, region, account } = resource;
  if (project !== '') {
    findings.add('ResourceProjectError', place, JSON.stringify(project), 'an empty project segment');
  }
  if (!/^[A-Za-z0-9_*-]*$/.test(service)) {
    const expected = 'the abbreviation of a service, * or nothing';
    findings.add('ResourceQcsError', place, JSON.stringify(service), expected);
  }
  if (!/^[a-z0-9*-]*$/.test(region)) {
    const expected = 'a region such as ap-guangzhou, * or nothing';
    findings.add('ResourceRegionError', place, JSON.stringify(region), expected);
  }
  // Here documents write `${OwnerUin}` for the reader to fill in; it is no variable.
  if (!/^(?:|\*|(?:uin|uid)\/[0-9*]+)$/.test(account)) {
    const expected = 'uin/ and the number of an account, uid/ and an APPID, * or nothing';
    findings.add('ResourceUinError', place, JSON.stringify(account), expected);
  }
}

function checkPath({ service, path }: Resource, place: Place, findings: Findings): void {
  const add = (expected: Parameters<Findings['add']>[3]) =>
    findings.add('ResourceContentError', place, JSON.stringify(path), expected);
  if (path.trim() !== path) add('a resource such as instance/tcr-1 or instance/*');
  if (!hasOnlyKnownVariables(path)) add('only the variables uin, owner_uin and app_id');
  const isCos = service.toLowerCase() === 'cos';
  if (isCos && hasVariablesInObject(path)) add('no variable in the path of an object');
}
