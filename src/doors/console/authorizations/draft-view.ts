import type { Request } from 'express';
import { zoneOf } from '../administrator-session.ts';
import { listOf } from '../organization/posted.ts';

export const drafts = '/console/authorizations/drafts';

/** The steps in order, by the names in their addresses. */
export const steps = ['accounts', 'principals', 'configurations', 'review'] as const;
export type Step = (typeof steps)[number];

export const draftOf = (req: Request) => ({ zoneId: zoneOf(req), draftId: String(req.params.draftId) });

export const stepHref = (req: Request, step: Step): string =>
  `${drafts}/${encodeURIComponent(String(req.params.draftId))}/${step}`;

/**
 * What a page of boxes says: of those that it showed, the ones that are ticked now and were not, and the other way
 * round. What it did not show stays as it is.
 */
export function changesOf(body: Record<string, unknown>, name: string) {
  const shown = new Set(listOf(body[`${name}Shown`]));
  const were = new Set(listOf(body[`${name}Were`]));
  const ticked = new Set(listOf(body[name]));
  return {
    added: [...shown].filter((id) => ticked.has(id) && !were.has(id)),
    removed: [...shown].filter((id) => !ticked.has(id) && were.has(id)),
  };
}

/** The same for every kind of thing, in the words of the action. */
export function choicesOf({ body }: Request) {
  const [accounts, nodes] = [changesOf(body, 'account'), changesOf(body, 'node')];
  const [users, groups] = [changesOf(body, 'user'), changesOf(body, 'group')];
  const configurations = changesOf(body, 'configuration');
  const side = (which: 'added' | 'removed') => ({
    uins: accounts[which].map(Number),
    nodeIds: nodes[which].map(Number),
    userIds: users[which],
    groupIds: groups[which],
    roleConfigurationIds: configurations[which],
  });
  return { add: side('added'), remove: side('removed') };
}

/** `2026-08-01T09:00`, as browsers post it, in UTC; empty is without a bound, and what is no time is refused. */
export function timeOf(text: unknown): Date | null {
  const written = String(text ?? '').trim();
  return written === '' ? null : new Date(`${written}Z`);
}

/** The same the other way, with seconds where there are any. */
export const timeValue = (time: Date | null): string =>
  time?.toISOString().replace(/(:00)?\.\d{3}Z$/, '') ?? '';

/** A department instead of accounts; null goes back to accounts. The page where somebody begins says nothing of the scope. */
export const departmentOf = ({ nodeId, scope, includesAdmin }: Record<string, unknown>) =>
  nodeId
    ? { nodeId: Number(nodeId), withBelow: scope !== 'this', includesAdminAccount: includesAdmin === 'yes' }
    : null;
