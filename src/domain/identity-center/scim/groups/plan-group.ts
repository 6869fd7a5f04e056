import { applyOperations, withPaths } from '../patch/apply-operations.ts';
import type { Operation } from '../patch/operation.ts';
import { readPath } from '../patch/patch-path.ts';
import { type Document, fieldOf } from '../resource/document.ts';
import { fieldsOf, readFields } from '../resource/read-resource.ts';
import { groupType } from '../schema/resource-type.ts';
import { type MemberPlan, planMembers, readMembers, unchangedMembers } from './read-members.ts';

/** A group as a client sent it whole. Members are no part of the document: there may be tens of thousands. */
export function readGroup(body: unknown): { document: Document; userIds: string[] } {
  const fields = fieldsOf(groupType, body);
  const others = Object.entries(fields).filter(([name]) => name.toLowerCase() !== 'members');
  return {
    document: readFields(groupType, Object.fromEntries(others)),
    userIds: readMembers(fieldOf(fields, 'members')),
  };
}

/** A group after a PATCH: what is said of it, and what is to be done with its members. */
export function planGroup(
  before: Document,
  operations: readonly Operation[],
): { document: Document; members: MemberPlan } {
  let document = before;
  let members = unchangedMembers();
  for (const operation of operations.flatMap((one) => withPaths(groupType, one))) {
    const target = readPath(groupType, operation.path);
    if (target?.attribute.name === 'members') members = planMembers(members, target, operation);
    else document = applyOperations(groupType, document, [operation]);
  }
  return { document, members };
}
