import type { Request } from 'express';
import type { Execute } from '../../action/execute.ts';
import { describePolicyConfig } from '../../domain/organization/service-control-policies/describe-policy-config.ts';
import { listingOf } from '../pager.ts';
import { administratorOf } from './administrator-session.ts';

export const servicePolicies = '/console/organization/service-control-policies';
export const serviceViews = 'console/organization/service-control-policies';

/** What follows `departments/` or `members/` in an address is bound by the API's word. */
const types = { departments: 'NODE', members: 'MEMBER' } as const;
export type TargetType = (typeof types)[keyof typeof types];

export const policyHref = (policyId: number): string => `${servicePolicies}/${policyId}`;

export const targetHref = (type: TargetType, targetId: number): string =>
  `${servicePolicies}/${type === 'NODE' ? 'departments' : 'members'}/${targetId}`;

/** What is no number names nothing that exists. */
const idOf = (text: unknown): number => (/^\d{1,15}$/.test(String(text)) ? Number(text) : 0);

export const policyIdOf = (req: Request): number => idOf(req.params.policyId);

/** The department or member of the address. */
export const targetOf = (req: Request): { targetType: TargetType; targetId: number } => ({
  targetType: req.params.kind === 'departments' ? 'NODE' : 'MEMBER',
  targetId: idOf(req.params.targetId),
});

/** What the forms of a policy name a department or member by: `NODE 1001`. */
export const targetIn = (body: { target?: unknown } | undefined) => toTarget(body?.target);

/** The boxes that somebody ticked. */
export const targetsIn = (body: { target?: unknown } | undefined) =>
  [body?.target ?? []].flat().map(toTarget);
export const policyIdsIn = (body: { policyId?: unknown } | undefined): number[] =>
  [body?.policyId ?? []].flat().map(idOf);

function toTarget(text: unknown): { targetType: string; targetId: number } {
  const [targetType = '', targetId] = String(text ?? '').split(' ');
  return { targetType, targetId: idOf(targetId) };
}

/** Lists of policies are paged by number. There is no page beyond the API's last one. */
export function pagingOf(req: Request) {
  const { search: keyword, page, maxResults: rp } = listingOf(req);
  return { keyword, rp, page: Math.min(page, 200) };
}

/** Back to the part of the list from which somebody chose. */
export function sameListOf({ body }: Request): string {
  const asked = ['q', 'page'].flatMap((name) => {
    const value = body?.[name];
    return typeof value === 'string' && value ? [[name, value]] : [];
  });
  return asked.length > 0 ? `?${new URLSearchParams(asked)}` : '';
}

export const ownOrganization = (req: Request) => ({ organizationId: administratorOf(req).organizationId });

/** Every page says whether what it shows is in force. */
export const configOf = (execute: Execute, req: Request) =>
  execute(describePolicyConfig, administratorOf(req), ownOrganization(req));
