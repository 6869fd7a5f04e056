import type { Findings, Place } from './findings.ts';
import { type JsonNode, type JsonObject, member, pathTo } from './json-node.ts';

const action = /^(?:name\/)?(?:\*|[A-Za-z0-9_*-]+:[A-Za-z0-9_.*-]+)$/;
const permissionSet = /^permid\/\d+$/;

/** New operations come every week, so an action that we do not know is none the less an action. */
export function checkActions(statement: JsonObject, path: string, effect: unknown, findings: Findings): void {
  const actions = member(statement, 'action')?.value;
  const place = { path: `${path}.action`, at: actions?.at ?? statement.at };
  const isEmpty = actions === undefined || (actions.kind === 'array' && actions.items.length === 0);
  if (isEmpty) {
    findings.add('ActionMiss', place, actions ?? 'nothing', 'one action or a list of them');
    return;
  }
  for (const { node, place: where } of each(actions, place.path)) checkAction(node, where, effect, findings);
}

function checkAction(node: JsonNode, place: Place, effect: unknown, findings: Findings): void {
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
  if (action.test(text)) return;
  if (!permissionSet.test(text)) {
    findings.add('ActionError', place, node, 'an action such as cos:GetObject, or *');
  } else if (effect === 'deny') {
    // Allowing a set that nobody knows allows nothing; denying it would seem to deny something.
    const expected = 'an action by name: what a set of permissions would deny is not known';
    findings.add('ActionError', place, node, expected);
  }
}

/** The values of a list, or the one that stands without brackets. */
export function each(node: JsonNode, path: string): { node: JsonNode; place: Place }[] {
  if (node.kind !== 'array') return [{ node, place: { path, at: node.at } }];
  return node.items.map((item, index) => ({ node: item, place: { path: pathTo(path, index), at: item.at } }));
}
