import type { Request } from 'express';
import type { Execute } from '../../action/execute.ts';
import { getCamPolicy } from '../../domain/cam/policies/get-policy.ts';
import { listEntitiesForPolicy } from '../../domain/cam/policies/list-entities-for-policy.ts';
import { listPolicyVersions } from '../../domain/cam/policies/list-policy-versions.ts';
import { groupHref } from './group-view.ts';
import { ifAllowed } from './inside-account.ts';
import { everything } from './page-of-list.ts';
import { roleHref } from './role-view.ts';
import { principalOf } from './signed-in.ts';
import { userHref } from './user-view.ts';

export const policyHref = (policyId: number): string => `/account-console/policies/${policyId}`;
export const policyIdIn = ({ params }: Pick<Request, 'params'>): number => Number(params.policyId);

const versionsShown = ({ type }: { type: 1 | 2 }) => type === 1;

/** A policy with its versions and with what it is attached to: the first two hundred. */
export async function describePolicy(execute: Execute, req: Request) {
  const principal = principalOf(req);
  const policyId = policyIdIn(req);
  const policy = await execute(getCamPolicy, principal, { policyId });
  const versions = versionsShown(policy)
    ? await ifAllowed(execute(listPolicyVersions, principal, { policyId }))
    : undefined;
  const { page, rp } = everything;
  const entities = await ifAllowed(execute(listEntitiesForPolicy, principal, { policyId, page, rp }));
  return {
    policy: { ...policy, policyId, document: readable(policy.policyDocument) },
    isFixed: policy.type === 2 || policy.spaceId !== null,
    href: policyHref(policyId),
    values: policy,
    versions: versions?.versions,
    entities: entities?.list.map((entity) => ({ ...entity, ...linkOf(entity) })),
    entityCount: entities?.totalNum ?? 0,
  };
}

/** Documents stay as they were written; one without any line break is laid out to be read. */
export const readable = (document: string): string =>
  document.includes('\n') ? document : JSON.stringify(JSON.parse(document), null, 2);

function linkOf({ id, name, relatedType }: { id: string; name: string; relatedType: number }) {
  if (relatedType === 1) return { kind: 'user', href: userHref(name) };
  if (relatedType === 2) return { kind: 'group', href: groupHref(Number(id)) };
  return { kind: 'role', href: roleHref(name) };
}
